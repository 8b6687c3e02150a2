import type { NextRequest } from 'next/server'
import { json, methodNotAllowed } from '#lib/http/respond.ts'
import { changesOf } from '#lib/inspector/events-stream.ts'
import { currentBrowser } from '#lib/inspector/exchange.ts'

/** Which flows of this browser change, as server-sent events, for pages of ours. */
export async function GET({ headers }: NextRequest): Promise<Response> {
  const browser = currentBrowser()
  if (browser === null) return json({ error: 'not-found' }, 404)

  // A page elsewhere could not read it, but take all places. Browsers too old to say are let through.
  const site = headers.get('sec-fetch-site')
  if (site === 'same-site' || site === 'cross-site') return json({ error: 'not-from-here' }, 403)

  const changes = changesOf(browser)
  if (changes === null) return json({ error: 'too-many-at-once' }, 429, { 'retry-after': '60' })
  return new Response(changes, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

export { methodNotAllowed as HEAD, methodNotAllowed as OPTIONS }
