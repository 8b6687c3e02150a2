import { PageLink } from '#app/_ui/page-link.tsx'
import { totalAwayMs } from '#lib/inspector/diagram.ts'
import type { Flow } from '#lib/inspector/flow.ts'
import { tallyOf } from '#lib/inspector/tally.ts'
import { flowAddress } from './addresses.ts'
import { Clock } from './clock.tsx'
import { counted } from './counted.ts'
import { DurationBar } from './duration-bar.tsx'
import { elapsed } from './elapsed.ts'
import { flowTitle } from './flow-words.ts'
import { OutcomeMark } from './outcome-mark.tsx'

/** A flow in the timeline. */
export function FlowRow({ flow, names, scaleMs }: FlowRowProps) {
  const totalMs = flow.changedAt - flow.startedAt
  const awayMs = totalAwayMs(flow)

  return (
    <li className="border-line border-t">
      <PageLink
        href={flowAddress(flow.id)}
        className="group grid gap-x-6 gap-y-1 py-4 hover:bg-sunken sm:grid-cols-[5rem_minmax(0,1fr)] lg:grid-cols-[5rem_minmax(0,1fr)_22rem]"
      >
        <span className="font-mono text-ink-soft text-small leading-6">
          <Clock at={flow.startedAt} />
        </span>
        <span className="min-w-0">
          <span className="wrap-anywhere font-strong group-hover:text-accent">
            <bdi>{flowTitle(flow, names)}</bdi>
          </span>
          <span className="mt-1 block text-small">
            <OutcomeMark flow={flow} />
          </span>
        </span>
        <span className="text-small sm:col-start-2 lg:col-start-3">
          <span className="flex items-center gap-3">
            <span className="min-w-0 grow">
              <DurationBar totalMs={totalMs} awayMs={awayMs} scaleMs={scaleMs} />
            </span>
            <span className="w-20 shrink-0 text-end tabular-nums">{elapsed(totalMs)}</span>
          </span>
          <Counts flow={flow} />
        </span>
      </PageLink>
    </li>
  )
}

type FlowRowProps = Readonly<{
  flow: Flow
  names: ReadonlyMap<string, string>
  /** What the whole width of the bar stands for. */
  scaleMs: number
}>

function Counts({ flow }: { flow: Flow }) {
  const { front, back, passed, failed } = tallyOf(flow)

  return (
    <span className="mt-1 flex flex-wrap gap-x-4 text-ink-soft">
      <span className="text-front-channel">{front} front</span>
      <span className="text-back-channel">{back} back</span>
      {passed > 0 && <span>{counted(passed, 'check')} passed</span>}
      {failed > 0 && <span className="font-strong text-bad">{failed} failed</span>}
    </span>
  )
}
