import { boundedFetch, limits, NoAnswer } from '../../../lib/bounded-fetch.ts'
import { FlowError } from '../../../lib/errors.ts'
import { beginAuthorization } from '../../../lib/oauth/authorize.ts'
import { type Check, ofEachClient } from '../check.ts'
import type { Confidential } from '../confidential.ts'
import { type Finding, fault, ok, skipped, warning } from '../finding.ts'
import { meaningOf } from '../no-answer.ts'
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
      return fault(`the authorization endpoint ${error.message}`, ...meaningOf(error.message))
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
  return warning(
    `the authorization endpoint answered ${answer.status}`,
    'A browser would get the same answer, and the person could not go on.',
    'Open the app in a browser and start to sign in: the page says more.',
  )
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
  return fault(
    `the server sends the browser back with ${confidential.code(error) || 'an error'}: ${said}`,
    'The redirect URI is registered; something else in the request is not allowed.',
    remedies[error] ??
      'Compare scope, institution parameter and grant types with the registration.',
  )
}

const remedies: Readonly<Record<string, string>> = {
  invalid_scope: 'Have every scope of the check "scopes" allowed for the External Application.',
  unauthorized_client:
    'This client may not sign people in: it may be a service account. Use the one made for sign-in.',
  access_denied:
    'The server refuses before anybody signed in: see that the client is enabled and may use this institution.',
  invalid_request: 'The server names the parameter; see INSTITUTION_PARAMETER and "parameters".',
}
