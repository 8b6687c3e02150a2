import {
  decodeJwt,
  decodeProtectedHeader,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose'
import type { Tokens } from './strikes.ts'

type Change = (claims: JWTPayload) => JWTPayload

/** The changes to the claims of each kind of JWT in a token answer. */
type Changes = Readonly<{ id_token?: Change; access_token?: Change }>

/**
 * A token answer whose JWTs are signed again, after a change of their claims: as the server itself would
 * have signed them.
 */
export async function signedAgain(
  tokens: Tokens,
  key: JWK,
  changes: Changes = { id_token: same, access_token: same },
): Promise<Tokens> {
  const signed = await Promise.all(
    Object.entries(changes)
      .filter(([name]) => typeof tokens[name] === 'string')
      .map(async ([name, change]) => [name, await signAgain(String(tokens[name]), key, change)]),
  )
  return { ...tokens, ...Object.fromEntries(signed) }
}

async function signAgain(token: string, key: JWK, change: Change): Promise<string> {
  const header = { ...decodeProtectedHeader(token), alg: 'ES256', kid: key.kid }
  return new SignJWT(change(decodeJwt(token)))
    .setProtectedHeader(header)
    .sign(await importJWK(key, 'ES256'))
}

function same(claims: JWTPayload): JWTPayload {
  return claims
}
