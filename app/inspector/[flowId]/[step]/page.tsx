import { notFound } from 'next/navigation'
import { PageLink } from '#app/_ui/page-link.tsx'
import { flowAddress } from '../../addresses.ts'
import { requireFlow } from '../../inspecting.ts'
import { InspectorFrame } from '../../inspector-frame.tsx'

export default async function StepPage({ params }: PageProps<'/inspector/[flowId]/[step]'>) {
  const { flowId, step: number } = await params
  const flow = requireFlow(flowId)
  const step = flow.steps[Number(number) - 1] ?? notFound()

  return (
    <InspectorFrame title={`Step ${number}`}>
      <PageLink href={flowAddress(flow.id)} className="link">
        The whole flow
      </PageLink>
      <h1>Step {number}</h1>
      <pre className="wrap-anywhere whitespace-pre-wrap text-small">
        {JSON.stringify(step, null, 2)}
      </pre>
    </InspectorFrame>
  )
}
