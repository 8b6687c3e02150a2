'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { UpdateNews } from './update-news.ts'

/** A browser connects anew by itself. So often in a row, and then it is told to stop. */
const mostFailures = 3

/**
 * Follows an update that still runs, and shows the page anew as soon as there are new balances.
 *
 * @param first how it stood when the page was made
 * @param address where the server tells how it goes on
 */
export function useUpdateNews(first: UpdateNews, address: string): UpdateNews {
  const router = useRouter()
  const [news, setNews] = useState(first)
  const isRunning = news.state === 'running'

  useEffect(() => {
    if (!isRunning) return
    const source = new EventSource(address)
    let failures = 0
    source.onmessage = ({ data }) => {
      failures = 0
      setNews(JSON.parse(data))
    }
    source.onerror = () => {
      failures += 1
      if (source.readyState !== EventSource.CLOSED && failures < mostFailures) return
      setNews((before) => ({ ...before, state: 'lost' }))
    }
    return () => source.close()
  }, [address, isRunning])

  const isOutdated = hasBroughtNews(news) && !hasBroughtNews(first)
  useEffect(() => {
    if (isOutdated) router.refresh()
  }, [isOutdated, router])

  return news
}

function hasBroughtNews({ hasNewBalances, state }: UpdateNews): boolean {
  return hasNewBalances || state === 'succeeded' || state === 'unsaid'
}
