import { connection } from 'next/server'
import { clientKeys, serviceKeys } from '#lib/institutions/client-keys.ts'

/**
 * The public halves of all our keys (RFC 7517 §5), by which the authorization server checks our client
 * assertions. Cached shortly, so that a new key is seen before it signs.
 */
export async function GET(): Promise<Response> {
  await connection()
  return Response.json(
    { keys: [...publicKeys().values()] },
    {
      headers: {
        'content-type': 'application/jwk-set+json',
        'cache-control': 'public, max-age=300',
      },
    },
  )
}

/** Each once, also where both clients have the same key. */
function publicKeys() {
  return new Map([...clientKeys(), ...serviceKeys()].map((key) => [key.kid, key.publicJwk]))
}
