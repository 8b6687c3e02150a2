import type { NextRequest } from 'next/server'
import { readForm } from '#lib/http/form.ts'
import { seeOther, stateChange, tooLarge } from '#lib/http/respond.ts'
import { currentBrowser } from '#lib/inspector/exchange.ts'

type Act = (browser: string, fields: URLSearchParams) => void

/**
 * Changes what the inspector does for this browser, and leads back to the page that asked.
 * Not there while the inspector is off.
 */
export function presenterAct(act: Act): (request: NextRequest) => Promise<Response> {
  const change = stateChange(async (request) => {
    const fields = await readForm(request)
    if (fields === null) return tooLarge()
    const browser = currentBrowser()
    if (browser !== null) act(browser, fields)
    return seeOther(placeIn(fields))
  })
  return async (request) =>
    currentBrowser() === null ? new Response(null, { status: 404 }) : change(request)
}

/** Pages of the inspector only, wherever a form says it came from. */
function placeIn(fields: URLSearchParams): string {
  const place = fields.get('returnTo') ?? ''
  return /^\/inspector(?:[/?][\w/?=&-]{0,200})?$/.test(place) ? place : '/inspector'
}
