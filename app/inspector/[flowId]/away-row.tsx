import { elapsed } from '../elapsed.ts'
import { grid } from './lanes.tsx'

/** Between two steps of ours: what happens at the authorization server is not ours to see. */
export function AwayRow({ ms }: { ms: number }) {
  return (
    <div className={`${grid} py-3`}>
      <p className="col-start-1 col-end-8 rounded-box border border-edge border-dashed bg-ground px-3 py-2 text-center text-small">
        <strong className="font-strong tabular-nums">{elapsed(ms)}</strong> at the authorization
        server, which Foyer cannot see
      </p>
    </div>
  )
}
