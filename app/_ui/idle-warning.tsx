'use client'

import { type FocusEvent, useRef, useState } from 'react'
import { duration } from './duration.ts'
import type { Reading } from './idle-clock.ts'
import { spoken, timeOf } from './idle-words.ts'
import { SignOutButton } from './sign-out-button.tsx'
import { type SessionEnds, useSessionWatch } from './use-session-watch.ts'

/** Warns before the session ends, in time and in every tab. */
export function IdleWarning(ends: SessionEnds) {
  const { reading, stay } = useSessionWatch(ends)
  return reading && <Notice reading={reading} stay={stay} />
}

/** It never takes the focus: whoever is typing goes on, and loses nothing by staying. */
function Notice({ reading, stay }: { reading: Reading; stay: () => Promise<boolean> }) {
  const [outcome, setOutcome] = useState<'asking' | 'failed' | null>(null)
  const cameFrom = useRef<EventTarget>(null)

  async function staySignedIn() {
    if (outcome === 'asking') return
    setOutcome('asking')
    const isStaying = await stay()
    setOutcome(isStaying ? null : 'failed')
    if (isStaying && cameFrom.current instanceof HTMLElement) cameFrom.current.focus()
  }

  function rememberFocus({ currentTarget, relatedTarget }: FocusEvent) {
    if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget
  }

  return (
    <section
      aria-label="Your session"
      data-notice
      onFocus={rememberFocus}
      className="visible sticky bottom-0 z-10 border-warn border-t-2 bg-warn-soft shadow-float"
    >
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3 sm:px-6">
        <div>
          <p role="alert" className="sr-only">
            {spoken(reading)}
          </p>
          <Words reading={reading} />
          {outcome === 'failed' && (
            <p role="alert" className="mt-1 text-bad">
              That did not work. Please try again.
            </p>
          )}
        </div>
        {reading.phase === 'warning' && (
          <div className="flex flex-wrap gap-3">
            {!reading.isFinal && (
              <button
                type="button"
                onClick={staySignedIn}
                aria-disabled={outcome === 'asking'}
                className="button"
              >
                Stay signed in
              </button>
            )}
            <SignOutButton className="button button-quiet">Sign out now</SignOutButton>
          </div>
        )}
      </div>
    </section>
  )
}

function Words({ reading: { phase, endsAt, leftMs, isFinal } }: { reading: Reading }) {
  if (phase === 'over') return <p>Checking whether you are still signed in…</p>
  return (
    <>
      <p>
        You will be signed out at <strong className="font-strong">{timeOf(endsAt)}</strong>, in{' '}
        <span role="timer" className="tabular-nums">
          {duration(leftMs)}
        </span>
        .
      </p>
      {isFinal && (
        <p className="mt-1 text-small">
          Your session has lasted as long as one may. Finish what you are doing, and sign in again.
        </p>
      )}
    </>
  )
}
