import type { Explanation } from '#lib/inspector/explanation.ts'

/** What the step is for, which paragraph asks for it, and where the code is. */
export function Why({ explanation, source }: { explanation: Explanation; source: string | null }) {
  const { text, specification } = explanation

  return (
    <aside aria-label="What this is for" className="rounded-box bg-sunken p-5">
      <p>{text}</p>
      <dl className="mt-4 grid gap-3 text-small">
        {specification && (
          <div>
            <dt className="text-ink-soft">The paragraph</dt>
            <dd>
              <a href={specification[1]} className="link" rel="noreferrer">
                {specification[0]}
              </a>
            </dd>
          </div>
        )}
        {source !== null && (
          <div>
            <dt className="text-ink-soft">Did it</dt>
            <dd className="wrap-anywhere font-mono">{source}</dd>
          </div>
        )}
      </dl>
    </aside>
  )
}
