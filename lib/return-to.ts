/** Where a person lands who did not ask for a particular page. */
export const landingPage = '/institutions'

const longest = 1024
// Any origin serves: it only shows whether the value stays on the one it is read against.
const here = 'http://here.invalid'

/**
 * The path on this site to go back to, or the landing page when the value is anything else.
 *
 * The platform's own URL parser decides, because it is what the browser will use. Staying on the origin
 * is not enough: `/..//evil.test` does, and still yields a path that a browser takes for another host.
 * Steps of a flow are no place to go back to.
 */
export function safeReturnTo(value: string | null): string {
  if (!value || value.length > longest || !/^\/[\x21-\x7e]*$/.test(value)) return landingPage
  if (value.includes('\\') || !URL.canParse(value, here)) return landingPage

  const { origin, pathname, search, hash } = new URL(value, here)
  const path = `${pathname}${search}${hash}`
  if (origin !== here || path !== value || !isPlainPath(pathname)) return landingPage
  return path
}

function isPlainPath(pathname: string): boolean {
  // An encoded slash, backslash or control character may become a real one further on.
  if (pathname.includes('//') || /%(?:[01][0-9a-f]|2f|5c|7f)/i.test(pathname)) return false
  try {
    return !/^\/auth(?:\/|$)/i.test(decodeURIComponent(pathname))
  } catch {
    return false
  }
}
