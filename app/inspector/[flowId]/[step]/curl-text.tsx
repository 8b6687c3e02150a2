import { curl } from '#lib/inspector/curl.ts'
import type { BackCall } from '#lib/inspector/flow.ts'

/** The same call for a shell. */
export function CurlText({ call }: { call: BackCall }) {
  return (
    <details>
      <summary className="link inline-block">The same call as curl</summary>
      <p className="mt-2 text-ink-soft text-small">
        What is masked stands as a variable: give each a value, and it runs.
      </p>
      <pre className="wrap-anywhere mt-2 whitespace-pre-wrap rounded-box bg-sunken p-4 font-mono text-small">
        {curl(call)}
      </pre>
    </details>
  )
}
