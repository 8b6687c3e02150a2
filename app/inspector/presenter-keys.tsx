'use client'

import { useEffect } from 'react'
import { presenterKey } from './presenter-key.ts'

/** Each key presses the link or the button on this page that says so in `data-key`. */
export function PresenterKeys() {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const key = presenterKey(event)
      const control = key && document.querySelector<HTMLElement>(`[data-key="${key}"]`)
      if (!control) return
      event.preventDefault()
      control.click()
      // What opens may ask something: Enter answers, the same key takes it back.
      control.closest('details[open]')?.querySelector('button')?.focus({ preventScroll: true })
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return null
}
