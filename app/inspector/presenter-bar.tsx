import type { ReactNode } from 'react'
import { PageLink } from '#app/_ui/page-link.tsx'
import { currentBrowser } from '#lib/inspector/exchange.ts'
import { isHolding } from '#lib/inspector/hold.ts'
import { isPresenting, presenterAddress, thisAddress } from './presenter-address.ts'
import { PresenterForm } from './presenter-form.tsx'
import { PresenterHelp } from './presenter-help.tsx'
import type { PresenterKey } from './presenter-key.ts'
import { PresenterKeyLabel } from './presenter-key-label.tsx'
import { PresenterKeys } from './presenter-keys.tsx'

/** Where the arrows lead; null at an end. */
type Props = Readonly<{ previous: string | null; next: string | null }>

/**
 * What a presenter does without a mouse, and anybody else with one. It stands last in a page, and stays at
 * the bottom of the window. While it is there, type is larger: see `data-presenter` in `app/globals.css`.
 */
export function PresenterBar({ previous, next }: Props) {
  const browser = currentBrowser()
  if (browser === null) return null
  if (!isPresenting()) {
    return (
      <p className="mt-8 text-small">
        <PageLink href={thisAddress(true)} className="link">
          Presenter mode
        </PageLink>
      </p>
    )
  }

  return (
    <section
      aria-label="Presenter"
      data-presenter
      data-notice
      className="sticky bottom-0 z-10 mt-8 border-edge border-t bg-ground py-1"
    >
      <PresenterKeys />
      <div className="flex flex-wrap items-center gap-x-5 text-small">
        <Way to={previous} does="previous" keyName="←">
          Previous
        </Way>
        <Way to={next} does="next" keyName="→">
          Next
        </Way>
        <Hold isOn={isHolding(browser)} />
        <CleanSlate />
        <PresenterHelp />
        <PageLink href={thisAddress(false)} className="link ms-auto">
          Leave presenter mode
        </PageLink>
      </div>
    </section>
  )
}

type WayProps = Readonly<{
  to: string | null
  does: PresenterKey
  keyName: string
  children: ReactNode
}>

function Way({ to, does, keyName, children }: WayProps) {
  if (to === null) return null
  return (
    <PageLink href={to} data-key={does} className="py-2">
      <PresenterKeyLabel name={keyName}>{children}</PresenterKeyLabel>
    </PageLink>
  )
}

function Hold({ isOn }: { isOn: boolean }) {
  const fields = { hold: isOn ? 'off' : 'on', returnTo: thisAddress() }
  return (
    <PresenterForm action="/inspector/hold" fields={fields}>
      <button type="submit" data-key="hold" className="cursor-pointer py-2">
        <PresenterKeyLabel name="h">{isOn ? 'Stop holding' : 'Hold redirects'}</PresenterKeyLabel>
      </button>
    </PresenterForm>
  )
}

function CleanSlate() {
  return (
    <details name="presenter">
      <summary data-key="clean-slate" className="py-2">
        <PresenterKeyLabel name="c">Clean slate</PresenterKeyLabel>
      </summary>
      <PresenterForm
        action="/inspector/clean-slate"
        fields={{ returnTo: presenterAddress('/inspector') }}
        className="absolute start-0 bottom-full rounded-box border border-edge bg-surface p-4 shadow-float"
      >
        <p>Forget every flow of this browser, and hold nothing?</p>
        <button type="submit" className="button mt-3">
          Forget them
        </button>
      </PresenterForm>
    </details>
  )
}
