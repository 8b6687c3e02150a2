import { PageLink } from '#app/_ui/page-link.tsx'
import { diagramOf } from '#lib/inspector/diagram.ts'
import type { Flow } from '#lib/inspector/flow.ts'
import { institutionNames } from '#lib/inspector/institution-names.ts'
import { tallyOf } from '#lib/inspector/tally.ts'
import { unseenOf } from '#lib/inspector/unseen.ts'
import { stepAddress, timelineAddress } from '../addresses.ts'
import { Clock } from '../clock.tsx'
import { counted } from '../counted.ts'
import { elapsed } from '../elapsed.ts'
import { flowTitle } from '../flow-words.ts'
import { requireFlow, requireFlows } from '../inspecting.ts'
import { InspectorFrame } from '../inspector-frame.tsx'
import { OutcomeMark } from '../outcome-mark.tsx'
import { isPresenting } from '../presenter-address.ts'
import { PresenterExports } from '../presenter-exports.tsx'
import { Diagram } from './diagram.tsx'
import { NeverSeen } from './never-seen.tsx'

/** One flow, as a sequence diagram. */
export default async function FlowPage({ params }: PageProps<'/inspector/[flowId]'>) {
  const { flowId } = await params
  const flow = requireFlow(flowId)
  // In front of a room, type is larger: then there is no room beside the page.
  const isAside = !isPresenting()
  const title = flowTitle(flow, institutionNames(requireFlows()))

  return (
    <InspectorFrame title={title} previous={timelineAddress()} next={stepAddress(flow.id, 0)}>
      <p className="text-small">
        <PageLink href={timelineAddress()} className="link">
          All flows
        </PageLink>
      </p>
      <h1 className="wrap-anywhere mt-2">
        <bdi>{title}</bdi>
      </h1>
      <Summary flow={flow} />
      <aside className={`mt-6 ${isAside ? beside : ''}`}>
        <NeverSeen unseen={unseenOf(flow)} isAside={isAside} />
      </aside>
      <div className="mt-8">
        <Diagram flowId={flow.id} rows={diagramOf(flow)} />
      </div>
      {flow.dropped > 0 && (
        <p className="mt-4 text-ink-soft">{flow.dropped} more steps were not kept.</p>
      )}
      <PresenterExports flowId={flow.id} />
    </InspectorFrame>
  )
}

const beside =
  '2xl:absolute 2xl:start-full 2xl:top-0 2xl:ms-8 2xl:w-64 min-[112rem]:w-96 2xl:[&_h2]:mb-3'

function Summary({ flow }: { flow: Flow }) {
  const { front, back, passed, failed } = tallyOf(flow)
  const checks = `${counted(passed, 'check')} passed${failed > 0 ? `, ${failed} failed` : ''}`

  return (
    <>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        <OutcomeMark flow={flow} />
        <span>
          <Clock at={flow.startedAt} /> UTC
        </span>
        <span className="tabular-nums">{elapsed(flow.changedAt - flow.startedAt)}</span>
        <span className="text-ink-soft">
          {counted(front, 'request')} of the browser, {counted(back, 'call')} between servers,{' '}
          {checks}
        </span>
      </p>
      {flow.refusal && (
        <p className="mt-3 max-w-prose rounded-box border-bad border-s-4 bg-bad-soft p-4">
          <span className="wrap-anywhere font-strong text-bad">{flow.refusal.reason}</span>
          <span className="mt-1 block text-small">
            <PageLink
              href={`/problem/${flow.refusal.problem}?ref=${flow.refusal.reference}`}
              className="link"
            >
              The page that explains it
            </PageLink>{' '}
            Reference <span className="font-mono">{flow.refusal.reference}</span>
          </span>
        </p>
      )}
    </>
  )
}
