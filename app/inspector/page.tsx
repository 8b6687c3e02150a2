import type { Flow } from '#lib/inspector/flow.ts'
import { institutionNames } from '#lib/inspector/institution-names.ts'
import { flowAddress } from './addresses.ts'
import { FlowRow } from './flow-row.tsx'
import { requireFlows } from './inspecting.ts'
import { InspectorFrame } from './inspector-frame.tsx'

/** What this browser set going, flow by flow. */
export default function InspectorPage() {
  const flows = requireFlows()
  const [newest] = flows

  return (
    <InspectorFrame title="Inspector" next={newest ? flowAddress(newest.id) : null}>
      <h1>What this browser set going</h1>
      <p className="mt-2 max-w-prose text-ink-soft">
        Every redirect, every call between servers and every check, as it happened here. Secrets are
        masked before anything is written down, and it is all gone when the app stops.
      </p>
      {flows.length === 0 ? <NoFlows /> : <Timeline flows={flows} />}
    </InspectorFrame>
  )
}

function Timeline({ flows }: { flows: readonly Flow[] }) {
  const names = institutionNames(flows)
  const scaleMs = Math.max(...flows.map(({ startedAt, changedAt }) => changedAt - startedAt))

  return (
    <ol className="mt-8 border-line border-b" aria-label="Flows, the newest first">
      {flows.map((flow) => (
        <FlowRow key={flow.id} flow={flow} names={names} scaleMs={scaleMs} />
      ))}
    </ol>
  )
}

function NoFlows() {
  return (
    <div className="mt-8 max-w-prose rounded-box border border-line border-dashed p-6">
      <h2>Nothing has happened yet</h2>
      <p className="mt-2">
        <a href="/" target="_blank" rel="noreferrer" className="link">
          Open Foyer in another tab
        </a>{' '}
        and sign in. What the two servers tell each other meanwhile shows up here.
      </p>
    </div>
  )
}
