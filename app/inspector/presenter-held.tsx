import { PageLink } from '#app/_ui/page-link.tsx'
import { currentBrowser } from '#lib/inspector/exchange.ts'
import type { Flow } from '#lib/inspector/flow.ts'
import { isHolding } from '#lib/inspector/hold.ts'
import { flowsOf } from '#lib/inspector/ring.ts'
import { presenterAddress, thisAddress } from './presenter-address.ts'
import { PresenterForm } from './presenter-form.tsx'

/** What waits for the presenter: each with where the browser is about to be sent, and a way to let it go. */
export function PresenterHeld() {
  const browser = currentBrowser()
  if (browser === null) return null
  const held = flowsOf(browser).filter(({ isHeld }) => isHeld)
  return (
    <div role="status" className="mb-6 empty:hidden">
      {isHolding(browser) && held.length === 0 && (
        <p className="border-warn border-s-4 bg-warn-soft px-4 py-3">
          Holding. The next redirect of this browser waits here until you let it go on.
        </p>
      )}
      {held.map((flow, at) => (
        <HeldFlow key={flow.id} flow={flow} isFirst={at === 0} />
      ))}
    </div>
  )
}

function HeldFlow({ flow, isFirst }: { flow: Flow; isFirst: boolean }) {
  return (
    <div className="mb-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-warn border-s-4 bg-warn-soft px-4 py-3">
      <p className="min-w-0">
        <strong className="font-strong">Held.</strong>{' '}
        <PageLink href={presenterAddress(`/inspector/${flow.id}`)} className="link">
          This flow
        </PageLink>{' '}
        is about to send the browser to{' '}
        <code className="wrap-anywhere font-mono text-small">{whereTo(flow)}</code>. It goes by
        itself after two minutes.
      </p>
      <PresenterForm
        action="/inspector/go-on"
        fields={{ flowId: flow.id, returnTo: thisAddress() }}
      >
        <button type="submit" data-key={isFirst ? 'go-on' : undefined} className="button">
          Go on
        </button>
      </PresenterForm>
    </div>
  )
}

function whereTo({ steps }: Flow): string {
  const answer = steps.findLast((step) => step.type === 'answer' && step.status === null)
  if (answer?.type !== 'answer' || answer.location === null) return 'another page'
  return answer.location.origin + answer.location.path
}
