type WithHeaders = Readonly<{ headers: Pick<Headers, 'get' | 'has'> }>

/** A browser that looks ahead must neither start nor finish anything. */
export function isPrefetch({ headers }: WithHeaders): boolean {
  return ['sec-purpose', 'purpose', 'next-router-prefetch'].some((name) => headers.has(name))
}

/**
 * Whether a person loads a page in a tab. Browsers too old to send Fetch Metadata are let through: they
 * have no prefetching router either.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function isPageLoad({ headers }: WithHeaders): boolean {
  const mode = headers.get('sec-fetch-mode') ?? 'navigate'
  const destination = headers.get('sec-fetch-dest') ?? 'document'
  return mode === 'navigate' && destination === 'document' && !headers.has('rsc')
}

/** Whether a script asks, and not a form. */
export function wantsJson({ headers }: WithHeaders): boolean {
  return headers.get('accept')?.includes('application/json') ?? false
}

/**
 * A page asked for under another name of this machine would have another origin, and no cookies. What a
 * proxy says the browser asked for counts too: believing it here does no more than skip a redirect.
 */
export function isElsewhere(
  request: WithHeaders & Readonly<{ method: string }>,
  appUrl: string,
): boolean {
  const host = appUrl.replace(/^https?:\/\//, '')
  const asked = ['host', 'x-forwarded-host'].map((name) => request.headers.get(name))
  return (
    request.method === 'GET' && !asked.includes(host) && isPageLoad(request) && !isPrefetch(request)
  )
}

/** Whether a request was made by a page of ours. `Origin` decides; Fetch Metadata where it is absent. */
export function isSameOrigin({ headers }: WithHeaders, appUrl: string): boolean {
  const origin = headers.get('origin')
  return origin === null ? headers.get('sec-fetch-site') === 'same-origin' : origin === appUrl
}
