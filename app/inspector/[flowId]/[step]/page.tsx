import { notFound } from 'next/navigation'
import { PageLink } from '#app/_ui/page-link.tsx'
import { explanationOf } from '#lib/inspector/explanations.ts'
import type { Flow } from '#lib/inspector/flow.ts'
import { institutionNames } from '#lib/inspector/institution-names.ts'
import { seenAgain } from '#lib/inspector/seen-again.ts'
import { sourceOf } from '#lib/inspector/sources.ts'
import { workedOut } from '#lib/inspector/worked-out.ts'
import { flowAddress, stepAddress, timelineAddress } from '../../addresses.ts'
import { elapsed } from '../../elapsed.ts'
import { flowTitle } from '../../flow-words.ts'
import { requireFlow, requireFlows } from '../../inspecting.ts'
import { InspectorFrame } from '../../inspector-frame.tsx'
import { SeenAgainList } from './seen-again-list.tsx'
import { StepContent } from './step-content.tsx'
import { stepChannel, stepTitle } from './step-title.ts'
import { StepTokens } from './step-tokens.tsx'
import { Ways } from './ways.tsx'
import { Why } from './why.tsx'
import { WorkedOutTable } from './worked-out-table.tsx'

/** One step of a flow: what was sent, what was checked, what it says, and where the code is. */
export default async function StepPage({
  params,
  searchParams,
}: PageProps<'/inspector/[flowId]/[step]'>) {
  const { flowId, step: number } = await params
  const { token, with: other } = await searchParams
  const flow = requireFlow(flowId)
  const flows = requireFlows()
  const index = /^[1-9]\d{0,3}$/.test(number) ? Number(number) - 1 : -1
  const step = flow.steps[index] ?? notFound()
  const [previous, next] = [wayTo(flow, index - 1), wayTo(flow, index + 1)]
  const title = stepTitle(step)

  return (
    <InspectorFrame
      title={title}
      previous={previous?.href ?? flowAddress(flow.id)}
      next={next?.href ?? null}
    >
      <p className="flex flex-wrap gap-x-3 text-small">
        <PageLink href={timelineAddress()} className="link">
          All flows
        </PageLink>
        <PageLink href={flowAddress(flow.id)} className="link">
          <bdi>{flowTitle(flow, institutionNames(flows))}</bdi>
        </PageLink>
      </p>
      <h1 className="wrap-anywhere mt-2">{title}</h1>
      <p className="mt-1 text-ink-soft text-small">
        Step {index + 1} of {flow.steps.length} · {stepChannel(step)} · after{' '}
        {elapsed(step.at - flow.startedAt)}
      </p>
      <div className="mt-6 gap-x-10 lg:grid lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0 lg:order-last">
          <Why
            explanation={explanationOf(flow.steps, index)}
            source={sourceOf(flow.steps, index)}
          />
        </div>
        <div className="mt-8 grid min-w-0 content-start gap-8 lg:mt-0">
          <StepContent step={step} />
          <WorkedOutTable flowId={flow.id} items={workedOut(flow, index)} />
          <SeenAgainList flowId={flow.id} items={seenAgain(flow, index)} />
        </div>
      </div>
      <StepTokens flow={flow} index={index} flows={flows} compared={{ mark: token, other }} />
      <Ways previous={previous} next={next} />
    </InspectorFrame>
  )
}

function wayTo({ id, steps }: Flow, index: number) {
  const step = steps[index]
  return step ? { href: stepAddress(id, index), title: stepTitle(step) } : null
}
