import { type Lane, laneNames } from '#lib/inspector/diagram-messages.ts'

/** The four who talk, from left to right. */
const lanes = Object.keys(laneNames) as Lane[]

/** Eight columns: each lane has two, and its line between them. */
export const grid = 'grid grid-cols-8'

/** From the line of one lane to that of another; and for what is written there, where there is room. */
const spans: Readonly<Record<string, readonly [arrow: string, label: string]>> = {
  '0 1': ['col-start-2 col-end-4', 'sm:col-start-2 sm:col-end-4'],
  '0 2': ['col-start-2 col-end-6', 'sm:col-start-2 sm:col-end-6'],
  '1 2': ['col-start-4 col-end-6', 'sm:col-start-4 sm:col-end-6'],
  '1 3': ['col-start-4 col-end-8', 'sm:col-start-4 sm:col-end-8'],
}

export function spanOf(from: Lane, to: Lane): string {
  return spans[ends(from, to)]?.[0] ?? ''
}

export function labelSpanOf(from: Lane, to: Lane): string {
  return spans[ends(from, to)]?.[1] ?? ''
}

function ends(from: Lane, to: Lane): string {
  return [lanes.indexOf(from), lanes.indexOf(to)].sort().join(' ')
}

export function isRightward(from: Lane, to: Lane): boolean {
  return lanes.indexOf(from) < lanes.indexOf(to)
}

const lines = ['col-start-2', 'col-start-4', 'col-start-6', 'col-start-8']

export function LaneHeadings() {
  return (
    <div aria-hidden="true" className={`${grid} sticky top-0 z-10 bg-ground pt-2`}>
      {lanes.map((lane) => (
        <span key={lane} className="col-span-2 flex items-end justify-center px-1 pb-2 text-center">
          <span
            className={`w-full rounded-box border px-1 py-2 font-strong text-small sm:text-base ${
              lane === 'foyer' ? 'border-accent bg-accent-soft' : 'border-edge bg-surface'
            }`}
          >
            {lane === 'issuer' ? (
              <>
                <span className="sm:hidden">Auth. server</span>
                <span className="hidden sm:inline">{laneNames.issuer}</span>
              </>
            ) : (
              laneNames[lane]
            )}
          </span>
        </span>
      ))}
    </div>
  )
}

/** From top to bottom, behind all that happens. */
export function LaneLines() {
  return (
    <div aria-hidden="true" className={`${grid} absolute inset-0 -z-10`}>
      {lines.map((column) => (
        <span key={column} className={`${column} row-start-1 border-edge/50 border-s`} />
      ))}
    </div>
  )
}
