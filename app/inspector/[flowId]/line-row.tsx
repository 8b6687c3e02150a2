import { PageLink } from '#app/_ui/page-link.tsx'
import type { Row } from '#lib/inspector/diagram.ts'
import { stepAddress } from '../addresses.ts'
import { grid } from './lanes.tsx'

/** A line of the log, at Foyer's line. */
export function LineRow({ flowId, row }: LineRowProps) {
  const { step, event, about, isBad } = row

  return (
    <div className={`${grid} py-2`}>
      <PageLink
        href={stepAddress(flowId, step)}
        className="col-start-4 col-end-9 -ms-3 flex hover:text-accent hover:underline"
      >
        <span
          className={`rounded-box px-2 py-1 text-small ${isBad ? 'bg-bad-soft text-bad' : 'bg-sunken'}`}
        >
          <span className="text-ink-soft">log </span>
          <span className="wrap-anywhere font-mono font-strong">{event}</span>
          {about !== null && <span className="wrap-anywhere"> {about}</span>}
        </span>
      </PageLink>
    </div>
  )
}

type LineRowProps = Readonly<{ flowId: string; row: Extract<Row, { type: 'line' }> }>
