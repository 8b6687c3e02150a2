import type { Registration } from '../../lib/oauth/registration.ts'
import type { Confidential } from './confidential.ts'
import { type Finding, wrong } from './finding.ts'

/**
 * Why an authorization endpoint shows an error instead of going on. It may not send the browser back as
 * long as it does not trust client and redirect URI (RFC 6749 §4.1.2.1), so its page is all there is.
 *
 * @param page what the server showed
 * @param isError whether it said by its status that this is an error: other pages may repeat the request
 * @returns null where nothing in the page tells of an error
 */
export function explainRefusal(
  page: string,
  isError: boolean,
  { clientId, redirectUri }: Registration,
  confidential: Confidential,
): Finding | null {
  const said = sentenceOf(page)
  const sentence = { said: said ? `: ${confidential.quote(said)}` : '' }
  if (isError ? /redirect[_ ]uri/i.test(page) : redirectRefused.test(page)) {
    return wrong('redirect-uri-refused', { uri: redirectUri, ...sentence })
  }
  if (/requires PKCE/i.test(page)) return wrong('pkce-lost', sentence)
  if (!isError) return null
  if (/invalid_client|unknown client|client is invalid|client not found/i.test(page)) {
    return wrong('client-unknown', { clientId, ...sentence })
  }
  const [error] =
    /\b(invalid_request|unauthorized_client|invalid_scope|server_error)\b/.exec(page) ?? []
  return error ? wrong('error-page', { error, ...sentence }) : null
}

const redirectRefused = /invalid_redirect_uri|redirect_uri did not match/i

/** The sentence in which servers of this kind say what is wrong, wherever in the page it stands. */
function sentenceOf(page: string): string | null {
  const sentences = [
    /redirect_uri did not match[^<"]{0,80}/i,
    /Authorization Server policy requires PKCE[^<"]{0,60}/i,
    /client is invalid/i,
    /error_description["']?\s*(?:<\/[a-z]+>)?\s*[:=]?\s*(?:<[a-z]+>)?["']?([^<"]{1,150})/i,
  ]
  for (const sentence of sentences) {
    const [whole, part] = sentence.exec(page) ?? []
    if (whole) return (part ?? whole).trim().replaceAll('&#39;', "'")
  }
  return null
}
