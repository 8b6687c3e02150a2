/** What a presenter may want done. */
export type PresenterKey = 'next' | 'previous' | 'hold' | 'go-on' | 'clean-slate' | 'help'

const meanings: Readonly<Record<string, PresenterKey>> = {
  ...{ ArrowRight: 'next', n: 'next', ArrowLeft: 'previous', p: 'previous', h: 'hold' },
  ...{ g: 'go-on', Enter: 'go-on', c: 'clean-slate', '?': 'help' },
}

/** What takes keys for itself: fields, and boxes that the arrows scroll. */
const takesAll = 'input, textarea, select, [contenteditable], [tabindex="0"]'
/** What Enter follows, presses or opens. */
const takesEnter = 'a, button, summary'

type Pressed = Readonly<{
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  repeat: boolean
  isComposing: boolean
  target: unknown
}>

/** What a key means to a presenter; null where it belongs to what has the focus, the browser or the system. */
export function presenterKey(pressed: Pressed): PresenterKey | null {
  const { key, ctrlKey, metaKey, altKey, repeat, isComposing, target } = pressed
  if (ctrlKey || metaKey || altKey || repeat || isComposing) return null
  if (isWithin(target, takesAll)) return null
  if (key === 'Enter' && isWithin(target, takesEnter)) return null
  return Object.hasOwn(meanings, key) ? (meanings[key] ?? null) : null
}

function isWithin(target: unknown, selector: string): boolean {
  const element = target as { closest?: (selector: string) => unknown } | null
  return Boolean(element?.closest?.(selector))
}
