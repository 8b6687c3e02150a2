import { currentExchange } from '#lib/inspector/exchange.ts'

/**
 * Whether this page is for a presenter: `?presenter` in its address. No cookie, and a link to a page is a
 * link to what one sees.
 */
export function isPresenting(): boolean {
  return currentExchange()?.url.searchParams.has('presenter') ?? false
}

/** An address within the inspector, so that whoever presents goes on presenting. */
export function presenterAddress(path: string, isOn: boolean = isPresenting()): string {
  if (!isOn) return path
  const [before = '', ...fragment] = path.split('#')
  const address = `${before}${before.includes('?') ? '&' : '?'}presenter`
  return [address, ...fragment].join('#')
}

/** The address of this page; with `?presenter`, or without. */
export function thisAddress(isOn: boolean = isPresenting()): string {
  const url = currentExchange()?.url
  if (!url) return '/inspector'
  const query = new URLSearchParams(url.searchParams)
  for (const name of ['presenter', '_rsc']) query.delete(name)
  return presenterAddress(query.size > 0 ? `${url.pathname}?${query}` : url.pathname, isOn)
}
