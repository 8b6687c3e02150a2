import { boundedFetch, limits, NoAnswer } from '../../../lib/bounded-fetch.ts'
import { FlowError } from '../../../lib/errors.ts'
import { beginAuthorization } from '../../../lib/oauth/authorize.ts'
import { type Check, ofEachClient } from '../check.ts'
import type { Confidential } from '../confidential.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import type { WrongId } from '../findings.ts'
import { noAnswer } from '../no-answer.ts'
import { explainRefusal } from '../refusal.ts'
import type { Client } from '../server.ts'

/** Sends what a browser would be sent with, and looks at the first answer. Nobody is signed in. */
export const authorizationRequest: Check = {
  name: 'authorization-request',
  looksAt:
    'the first answer to a sign-in: redirect URI, client, PKCE and scope as the server sees them',
  examine: ofEachClient((client, _metadata, { confidential }) => tryOut(client, confidential)),
}

async function tryOut(client: Client, confidential: Confidential): Promise<Finding> {
  try {
    const { location, transaction } = await beginAuthorization(client.registration, {
      institutionId: client.institutionId,
      returnTo: '/',
      loginHint: null,
      scope: null,
      anotherPerson: false,
    })
    confidential.keep(transaction.codeVerifier, transaction.state, transaction.nonce)
    const headers = { accept: 'text/html, application/json;q=0.9' }
    const answer = await boundedFetch(
      location,
      { headers },
      { ...limits.issuer, showsRedirects: true },
    )
    return await judge(answer, location, client, confidential)
  } catch (error) {
    if (error instanceof FlowError) return skipped('the app refuses the metadata: see "endpoints"')
    if (error instanceof NoAnswer) {
      return noAnswer('the authorization endpoint', error.message)
    }
    throw error
  }
}

async function judge(
  answer: Response,
  asked: URL,
  { registration }: Client,
  confidential: Confidential,
): Promise<Finding> {
  const header = answer.headers.get('location')
  const location = header === null ? null : URL.parse(header, asked.href)
  if (location && `${location.origin}${location.pathname}` === registration.redirectUri) {
    return judgeReturn(location.searchParams, registration.redirectUri, confidential)
  }
  const isError = location ? location.searchParams.has('error') : !answer.ok
  const page = location ? decode(location.search) : await answer.text()
  const refusal = explainRefusal(page, isError, registration, confidential)
  if (refusal) return refusal
  if (!isError)
    return ok('redirect URI, client and scope are taken: the server goes on to its pages')
  return wrong('unclear-page', { status: answer.status })
}

function decode(search: string): string {
  return [...new URLSearchParams(search).values()].join(' ')
}

/** The server has sent the browser back at once: it trusts the redirect URI. */
function judgeReturn(answer: URLSearchParams, uri: string, confidential: Confidential): Finding {
  const error = answer.get('error')
  const taken = `redirect URI and client are taken: ${uri}`
  if (error === null) return ok(taken)
  if (['login_required', 'interaction_required', 'consent_required'].includes(error)) {
    return ok(`${taken} (${error})`)
  }
  const said = confidential.quote(answer.get('error_description') ?? error)
  return wrong(refusals[error] ?? 'request-refused', {
    error: confidential.code(error) || 'an error',
    said,
  })
}

const refusals: Readonly<Record<string, Extract<WrongId, `request-${string}`>>> = {
  invalid_scope: 'request-scope-refused',
  unauthorized_client: 'request-client-refused',
  access_denied: 'request-denied',
  invalid_request: 'request-malformed',
}
