'use client'

import { useEffect } from 'react'

/** Closes a menu for who leaves it, so that it covers nothing they go on to; without scripts it stays open. */
export function MenuClosing() {
  useEffect(() => {
    const end = new AbortController()
    const { signal } = end
    const openMenu = () => document.querySelector<HTMLDetailsElement>('details[name="menu"][open]')

    function left({ target }: Event) {
      const menu = openMenu()
      if (menu && target instanceof Node && !menu.contains(target)) menu.open = false
    }
    function escaped({ key }: KeyboardEvent) {
      const menu = key === 'Escape' && openMenu()
      if (!menu) return
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
    document.addEventListener('focusin', left, { signal })
    document.addEventListener('pointerdown', left, { signal })
    document.addEventListener('keydown', escaped, { signal })
    return () => end.abort()
  }, [])

  return null
}
