'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

/** No more often than this is the page made anew. */
const refreshEveryMs = 250
const tryAgainMs = 5_000

/** Shows the page anew while flows go on in another tab, and says whether it does. */
export function Live() {
  const router = useRouter()
  const [isConnected, setConnected] = useState<boolean | null>(null)
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another connection
  useEffect(() => {
    let refresh: number | undefined
    let again: number | undefined
    const source = new EventSource('/inspector/stream')
    const refreshSoon = () => {
      refresh ??= window.setTimeout(() => {
        refresh = undefined
        router.refresh()
      }, refreshEveryMs)
    }
    source.onopen = () => {
      setConnected(true)
      // What changed before anybody listened.
      refreshSoon()
    }
    source.addEventListener('change', refreshSoon)
    source.onerror = () => {
      setConnected(false)
      // Turned away, a browser does not connect again by itself.
      if (source.readyState !== EventSource.CLOSED) return
      again = window.setTimeout(() => setAttempt((before) => before + 1), tryAgainMs)
    }
    return () => {
      source.close()
      window.clearTimeout(refresh)
      window.clearTimeout(again)
    }
  }, [router, attempt])

  return (
    <p role="status" className="text-ink-soft text-small">
      {isConnected === null ? '' : isConnected ? '● live' : '○ not connected'}
    </p>
  )
}
