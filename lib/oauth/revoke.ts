import * as oauth from 'oauth4webapi'
import { limits } from '#lib/bounded-fetch.ts'
import { step } from '#lib/telemetry.ts'
import { clientAuthentication } from './client-auth.ts'
import { callOptions, discover } from './discovery.ts'
import type { Registration } from './registration.ts'
import { clientOf } from './token-response.ts'

/**
 * Asks the server to forget a refresh token, and with it the grant. At best: a server may have no such
 * endpoint, or be down, and what was asked for here happens all the same.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-2
 */
export const revokeRefreshToken = step('revocation', revoke)

async function revoke(registration: Registration, refreshToken: string): Promise<void> {
  const metadata = (await discover(registration).catch(() => null))?.metadata
  if (!metadata?.revocation_endpoint) return
  // Our assertion is made for the token endpoint: it must not travel to anybody who merely names that.
  if (new URL(metadata.revocation_endpoint).origin !== new URL(metadata.token_endpoint).origin)
    return

  await oauth
    .revocationRequest(
      metadata,
      clientOf(registration),
      clientAuthentication(registration, metadata),
      refreshToken,
      {
        ...callOptions('revocation request', metadata.revocation_endpoint, limits.revocation),
        additionalParameters: { token_type_hint: 'refresh_token' },
      },
    )
    .catch(() => null)
}
