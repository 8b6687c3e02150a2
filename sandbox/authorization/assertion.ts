import { errors, type JWTStructured, type KoaContextWithOIDC } from 'oidc-provider'

/** A client assertion may be valid for this long (Jack Henry documents five minutes at most). */
const longestAssertionSeconds = 300

/** What the fault lab makes the server expect this time, in place of its token endpoint; null: nothing. */
export type OtherAudience = (ctx: KoaContextWithOIDC) => string | null

function otherAudience(ctx: KoaContextWithOIDC): string | null {
  const { otherAudience: ask } = ctx.state as { otherAudience?: OtherAudience }
  return ask?.(ctx) ?? null
}

/**
 * Refuses an assertion that the engine would let pass: made for the issuer or another endpoint, or valid
 * for too long. Signature, `iss`, `sub` and a `jti` that is used once are the engine's checks.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
export function checkAssertion(
  ctx: KoaContextWithOIDC,
  { aud, exp }: JWTStructured['payload'],
): void {
  const [audience, ...others] = [aud].flat()
  const expected = otherAudience(ctx) ?? ctx.oidc.urlFor('token')
  if (audience !== expected || others.length > 0) {
    throw new errors.InvalidClientAuth(`the audience (aud) must be ${expected}, nothing else`)
  }
  const latest = Math.floor(Date.now() / 1000) + longestAssertionSeconds
  if (typeof exp !== 'number' || exp > latest) {
    throw new errors.InvalidClientAuth(
      `the assertion may be valid for ${longestAssertionSeconds} seconds at most (exp is in seconds)`,
    )
  }
}
