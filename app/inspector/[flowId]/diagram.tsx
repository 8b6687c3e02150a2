import type { Row } from '#lib/inspector/diagram.ts'
import { AwayRow } from './away-row.tsx'
import { ChecksRow } from './checks-row.tsx'
import { LaneHeadings, LaneLines } from './lanes.tsx'
import { Legend } from './legend.tsx'
import { LineRow } from './line-row.tsx'
import { MessageRow } from './message-row.tsx'

/**
 * A sequence diagram: an ordered list, whose items are drawn for the eye and say the same in a sentence.
 * Nothing in it needs a script or a picture.
 */
export function Diagram({ flowId, rows }: { flowId: string; rows: readonly Row[] }) {
  return (
    <>
      <Legend />
      <LaneHeadings />
      <div className="relative isolate">
        <LaneLines />
        <ol aria-label="What happened, in order" className="grid py-3">
          {rows.map((row) => (
            <li key={keyOf(row)}>
              <DrawnRow flowId={flowId} row={row} />
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}

function DrawnRow({ flowId, row }: { flowId: string; row: Row }) {
  if (row.type === 'message') return <MessageRow flowId={flowId} row={row} />
  if (row.type === 'checks') return <ChecksRow flowId={flowId} row={row} />
  if (row.type === 'line') return <LineRow flowId={flowId} row={row} />
  return <AwayRow ms={row.ms} />
}

function keyOf(row: Row): string {
  if (row.type === 'checks') return `checks ${row.checks[0]?.step}`
  return row.type === 'away' ? `away ${row.before}` : `step ${row.step}`
}
