import { PageLink } from '#app/_ui/page-link.tsx'
import type { DrawnCheck, Row } from '#lib/inspector/diagram.ts'
import { stepAddress } from '../addresses.ts'
import { counted } from '../counted.ts'
import { grid } from './lanes.tsx'

type Checks = Extract<Row, { type: 'checks' }>

/** A note at Foyer's line: what was checked there. What passed is folded, what did not stands out. */
export function ChecksRow({ flowId, row: { checks, isBad } }: { flowId: string; row: Checks }) {
  const [first] = checks
  if (isBad && first) return <FailedCheck flowId={flowId} check={first} />

  return (
    <div className={`${grid} py-2`}>
      <details className="group col-start-4 col-end-9 -ms-3">
        <summary className="inline-flex items-center gap-2 rounded-box border border-good bg-ground px-2 py-1 text-small hover:bg-accent-soft">
          <span aria-hidden="true" className="font-strong text-good">
            ✓
          </span>
          {counted(checks.length, 'check')} passed
          <span aria-hidden="true" className="text-ink-soft group-open:rotate-90">
            ›
          </span>
        </summary>
        <ul className="mt-1 rounded-box border border-line bg-surface px-3 py-2 text-small">
          {checks.map((check) => (
            <li key={check.step}>
              <CheckLink flowId={flowId} check={check} sign="✓" />
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

function FailedCheck({ flowId, check }: { flowId: string; check: DrawnCheck }) {
  return (
    <div className={`${grid} py-2`}>
      <span className="col-start-4 col-end-9 -ms-3">
        <span className="inline-block rounded-box border-2 border-bad bg-bad-soft px-3 py-1 text-bad">
          <CheckLink flowId={flowId} check={check} sign="✕" />
        </span>
      </span>
    </div>
  )
}

function CheckLink({ flowId, check, sign }: { flowId: string; check: DrawnCheck; sign: string }) {
  return (
    <PageLink
      href={stepAddress(flowId, check.step)}
      className="flex gap-2 py-0.5 hover:text-accent hover:underline"
    >
      <span aria-hidden="true">{sign}</span>
      <span>
        <span className="sr-only">{sign === '✓' ? 'passed: ' : 'failed: '}</span>
        {check.name}
      </span>
    </PageLink>
  )
}
