'use client'

import { useEffect, useRef, useState } from 'react'
import { type Ends, leadOf, type Reading } from './idle-clock.ts'
import { type News, type Reason, type Watch, watchSession } from './idle-watch.ts'
import { askSession, askToStay, fromPage } from './session-requests.ts'

/** When the session ends, as the server knew it when it made the page. Epoch milliseconds. */
export type SessionEnds = Readonly<{
  idleExpiresAt: number
  absoluteExpiresAt: number
  /** How long a session lasts without activity. */
  idleMs: number
  madeAt: number
}>

/** Watches the session of this page. What to show, if anything; `stay` answers whether it helped. */
export function useSessionWatch({ idleExpiresAt, absoluteExpiresAt, idleMs, madeAt }: SessionEnds) {
  const [reading, setReading] = useState<Reading | null>(null)
  const watch = useRef<Watch>(null)

  useEffect(() => {
    const ends: Ends = { idleAt: idleExpiresAt, absoluteAt: absoluteExpiresAt }
    const tabs = new BroadcastChannel('foyer-session')
    const tell = (news: News) => tabs.postMessage(news)
    let isLeaving = false
    const watching = watchSession(leadOf(idleMs), fromPage(ends, madeAt), {
      ask: askSession,
      tell,
      show(now) {
        hide(now.phase === 'over')
        setReading(now.phase === 'quiet' ? null : now)
      },
      leave(reason) {
        // A sign-out leads by the sign-in service, and nothing here may get in its way.
        if (!isLeaving) goToTheEnd(reason)
        isLeaving = true
      },
    })
    watch.current = watching
    tabs.onmessage = ({ data }) => watching.hear(data)

    const stopListening = listen({
      visible: watching.wake,
      signingOut() {
        isLeaving = true
      },
      hidden() {
        if (!isLeaving) return
        hide(true)
        tell('look')
      },
      // Some browsers keep a page as it was, for the way back.
      restored() {
        if (isLeaving) window.location.reload()
        else watching.wake()
      },
    })
    return () => {
      stopListening()
      watching.stop()
      tabs.close()
      hide(false)
    }
  }, [idleExpiresAt, absoluteExpiresAt, idleMs, madeAt])

  return { reading, stay: async () => (await watch.current?.stay(askToStay)) ?? false }
}

type Moments = Readonly<Record<'visible' | 'signingOut' | 'hidden' | 'restored', () => void>>

function listen({ visible, signingOut, hidden, restored }: Moments): () => void {
  const end = new AbortController()
  const { signal } = end
  const onVisible = () => document.visibilityState === 'visible' && visible()
  const onSubmit = ({ target }: SubmitEvent) => {
    if (target instanceof HTMLFormElement && target.action.endsWith('/auth/logout')) signingOut()
  }
  document.addEventListener('visibilitychange', onVisible, { signal })
  document.addEventListener('submit', onSubmit, { signal })
  window.addEventListener('pagehide', hidden, { signal })
  window.addEventListener('pageshow', ({ persisted }) => persisted && restored(), { signal })
  return () => end.abort()
}

/** At once, without waiting for anything to be rendered: whoever comes back may be somebody else. */
function hide(isOver: boolean): void {
  document.documentElement.classList.toggle('session-over', isOver)
}

/** A new document takes the place of this one, so that there is no way back to what it showed. */
function goToTheEnd(reason: Reason): void {
  const { pathname, search } = window.location
  const query = new URLSearchParams({ reason, returnTo: pathname + search })
  window.location.replace(`/signed-out?${query}`)
}
