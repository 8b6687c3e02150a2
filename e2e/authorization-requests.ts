import type { BrowserContext } from '@playwright/test'

/** What every authorization request of the app says, whatever it asks for. */
export function alwaysAsked(appUrl: string) {
  return {
    response_type: 'code',
    redirect_uri: `${appUrl}/auth/callback`,
    state: 'fresh',
    nonce: 'fresh',
    code_challenge: 'fresh',
    code_challenge_method: 'S256',
  }
}

/**
 * Where this browser is sent for authorization, and with which parameters, from now on. What is made for
 * one request only reads "fresh".
 */
export function watchAuthorizationRequests(context: BrowserContext) {
  const asked: Record<string, string>[] = []
  const seen = new Set<string>()
  context.on('request', (request) => {
    const { origin, pathname, searchParams } = new URL(request.url())
    if (!request.isNavigationRequest() || !pathname.endsWith('/auth')) return
    const parameters = [...searchParams].map(([name, value]) => {
      const isFresh = /^[\w-]{43}$/.test(value) && !seen.has(value)
      seen.add(value)
      return [name, isFresh ? 'fresh' : value]
    })
    asked.push({ at: `${origin}${pathname}`, ...Object.fromEntries(parameters) })
  })
  return asked
}
