import { boundedFetch, limits } from '../../lib/bounded-fetch.ts'
import { clientAuthentication } from '../../lib/oauth/client-auth.ts'
import type { Registration } from '../../lib/oauth/registration.ts'
import { isSecureUrl } from '../../lib/url.ts'
import type { Confidential } from './confidential.ts'
import type { Metadata } from './server.ts'

/** What a token endpoint answered, in words that may be shown. */
export type Answer = Readonly<{
  status: number
  /** Its error code; empty where there is none. */
  error: string
  said: string
  /** Everything it answered: may hold tokens. */
  body: Readonly<Record<string, unknown>>
}>

/** The token endpoint, where it may be called. */
export function tokenEndpoint({ token_endpoint: address }: Metadata): string | null {
  return typeof address === 'string' && isSecureUrl(address) ? address : null
}

/**
 * Sends a token request as the app would: with its own proof of who we are.
 *
 * @throws {NoAnswer}
 */
export async function askForTokens(
  endpoint: string,
  registration: Registration,
  form: Readonly<Record<string, string>>,
  confidential: Confidential,
): Promise<Answer> {
  const body = new URLSearchParams(form)
  const headers = new Headers({ accept: 'application/json' })
  const server = { issuer: registration.issuer, token_endpoint: endpoint }
  const client = { client_id: registration.clientId }
  await clientAuthentication(registration, server)(server, client, body, headers)
  confidential.keep(
    ...['code_verifier', 'client_secret', 'client_assertion'].map((name) => body.get(name)),
    headers.get('authorization')?.replace(/^Basic /, ''),
  )

  const request = { method: 'POST', body, headers }
  const response = await boundedFetch(endpoint, request, limits.issuer)
  const answer = asObject(await response.text())
  for (const name of ['access_token', 'refresh_token', 'id_token']) {
    if (typeof answer[name] === 'string') confidential.keep(answer[name])
  }
  return {
    status: response.status,
    error: confidential.code(answer.error),
    said: confidential.quote(answer.error_description ?? answer.error),
    body: answer,
  }
}

function asObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}
