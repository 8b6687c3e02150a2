import type { LogLine } from '#lib/inspector/flow.ts'
import { ShownValue } from './shown-value.tsx'

/** A line of the log, as it was written. */
export function LogLineText({ line }: { line: LogLine }) {
  return (
    <dl className="border-line border-b text-small">
      {Object.entries(line.fields).map(([name, value]) => (
        <div
          key={name}
          className="gap-x-6 border-line border-t py-2 font-mono sm:grid sm:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <dt>{name}</dt>
          <dd className="wrap-anywhere">
            <ShownValue value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
