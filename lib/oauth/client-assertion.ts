import { randomUUID } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import type { ClientKey } from '#lib/client-key.ts'

const lifetimeSeconds = 60

/**
 * A client assertion: proof of who we are, for one audience, for a minute, and for one use. It has the
 * claims that Jack Henry lists, and no other.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
export function clientAssertion(
  key: ClientKey,
  clientId: string,
  audience: string,
): Promise<string> {
  return sign(key, {
    jti: randomUUID(),
    aud: audience,
    sub: clientId,
    iss: clientId,
    exp: Math.floor(Date.now() / 1000) + lifetimeSeconds,
  })
}

/** The only place where a private key of ours is used: whoever keeps it in a vault lets that sign here. */
function sign({ alg, kid, privateKey }: ClientKey, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey)
}
