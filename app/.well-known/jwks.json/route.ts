import { connection } from 'next/server'
import { clientKeys } from '#lib/institutions/client-keys.ts'

/**
 * The public halves of all our keys (RFC 7517 §5), by which the authorization server checks our client
 * assertions. Cached shortly, so that a new key is seen before it signs.
 */
export async function GET(): Promise<Response> {
  await connection()
  return Response.json(
    { keys: clientKeys().map((key) => key.publicJwk) },
    {
      headers: {
        'content-type': 'application/jwk-set+json',
        'cache-control': 'public, max-age=300',
      },
    },
  )
}
