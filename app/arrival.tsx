'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'

/**
 * Where the focus goes when the router has moved on: to the heading of the page that came, so that it is
 * read out, and the next key leads on from there. A page that the browser loads begins at its top by itself.
 */
export function Arrival() {
  const address = addressOf(usePathname(), useSearchParams())
  const last = useRef(address)

  useEffect(() => {
    if (last.current !== address && isFocusLeftBehind()) focusHeading()
    last.current = address
  }, [address])

  // The router ignores the way back to an address that a link within a page made, such as “Skip to content”.
  useEffect(() => {
    function wentBack({ state }: PopStateEvent) {
      const { pathname, search } = window.location
      const isElsewhere = addressOf(pathname, new URLSearchParams(search)) !== last.current
      if (state === null && isElsewhere) window.location.reload()
    }
    window.addEventListener('popstate', wentBack)
    return () => window.removeEventListener('popstate', wentBack)
  }, [])

  return null
}

const addressOf = (path: string, query: URLSearchParams) => `${path}?${query}`

/** It is nowhere, or still on the link that led here. Whoever went on to something else stays there. */
function isFocusLeftBehind(): boolean {
  const { activeElement, body } = document
  return activeElement === null || activeElement === body || activeElement.localName === 'a'
}

function focusHeading(): void {
  const main = document.querySelector('main')
  const place = main?.querySelector('h1') ?? main
  if (!place) return
  place.tabIndex = -1
  place.focus({ preventScroll: true })
}
