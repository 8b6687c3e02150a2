import type { ReactNode } from 'react'
import { Frame } from '#app/_ui/frame.tsx'
import { getInspectorMode } from '#lib/data/environment.ts'
import { Live } from './live.tsx'
import { PresenterBar } from './presenter-bar.tsx'
import { PresenterHeld } from './presenter-held.tsx'

/** What stands around every page of the inspector. */
export function InspectorFrame({
  title,
  previous = null,
  next = null,
  children,
}: InspectorFrameProps) {
  return (
    <Frame title={title}>
      <div className="relative">
        {getInspectorMode() === 'on-with-real-data' && <RealData />}
        <PresenterHeld />
        {children}
        <div className="mt-8">
          <Live />
        </div>
        <PresenterBar previous={previous} next={next} />
      </div>
    </Frame>
  )
}

type InspectorFrameProps = Readonly<{
  title: string
  /** Where a presenter's arrows lead. */
  previous?: string | null
  next?: string | null
  children: ReactNode
}>

function RealData() {
  return (
    <p
      role="note"
      className="mb-6 max-w-prose rounded-box border-warn border-s-4 bg-warn-soft p-4 text-warn"
    >
      <strong className="font-strong">This may be about real people.</strong> The inspector runs
      with FLOW_INSPECTOR=on-with-real-data, against servers that are not on this machine. Secrets
      are masked; names, e-mail addresses and accounts are not.
    </p>
  )
}
