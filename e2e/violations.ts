import type { Page } from '@playwright/test'

/**
 * Watches a page, and every page it moves on to: what the policy forbids, what scripts throw, and
 * whatever else the browser complains about.
 *
 * @returns the complaints so far; the list grows
 */
export async function watchViolations(page: Page): Promise<readonly string[]> {
  const seen: string[] = []
  await page.exposeFunction('reportViolation', (violation: string) => seen.push(violation))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { violatedDirective, blockedURI, sourceFile, documentURI, sample } = event
      const where = `${violatedDirective} forbids ${blockedURI} ${sample}`
      Reflect.get(window, 'reportViolation')(`${where} in ${sourceFile || documentURI}`)
    })
  })
  page.on('pageerror', (error) => seen.push(error.message))
  const asked = new Set<string>()
  page.on('request', (request) => {
    if (request.isNavigationRequest()) asked.add(request.url())
  })
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // A page that answers "not found" is told of as if it were a missing part of itself, and perhaps
    // before the browser counts as being there.
    const isThePage = asked.has(message.location().url)
    if (!(isThePage && message.text().startsWith('Failed to load'))) seen.push(message.text())
  })
  return seen
}
