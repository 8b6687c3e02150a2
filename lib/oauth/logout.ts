import { generateRandomState } from 'oauth4webapi'
import { step } from '#lib/telemetry.ts'
import { discover } from './discovery.ts'
import type { Registration } from './registration.ts'

/**
 * Step 4 · Logout. The address that ends the person's session at the authorization server too, and the
 * `state` to expect back; null where the server has no such address, or cannot be asked.
 *
 * @param postLogoutRedirectUri registered at the server, byte for byte
 * @param idTokenHint sent only where a server insists: it passes through the browser
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout
 */
export const endSessionRequest = step('logout', endSession)

async function endSession(
  registration: Registration,
  postLogoutRedirectUri: string,
  idTokenHint: string | null,
): Promise<{ location: URL; state: string } | null> {
  const issuer = await discover(registration).catch(() => null)
  const endpoint = issuer?.metadata.end_session_endpoint
  if (!endpoint) return null

  const location = new URL(endpoint)
  const state = generateRandomState()
  location.searchParams.set('client_id', registration.clientId)
  location.searchParams.set('post_logout_redirect_uri', postLogoutRedirectUri)
  location.searchParams.set('state', state)
  if (idTokenHint !== null) location.searchParams.set('id_token_hint', idTokenHint)
  return { location, state }
}
