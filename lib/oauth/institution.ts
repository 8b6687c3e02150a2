import type { JWTPayload } from 'jose'
import { FlowError } from '#lib/errors.ts'
import { check } from '#lib/witness.ts'
import type { Registration } from './registration.ts'

/**
 * Which institution the tokens are for: what the ID token says, else what the access token says.
 * Null when neither does, or when client or issuer decide.
 *
 * @throws {FlowError} `wrong-institution` when the two name different ones
 */
export function institutionNamed(
  { institutionClaim }: Registration,
  idToken: JWTPayload,
  accessToken: JWTPayload | null,
): string | null {
  if (institutionClaim === null) return null

  const named = [idToken, accessToken ?? {}]
    .map((claims) => (Object.hasOwn(claims, institutionClaim) ? claims[institutionClaim] : null))
    .filter((claim) => claim !== null && claim !== undefined)
  const [first, second] = named
  if (first === undefined) return null
  if (typeof first !== 'string' || (second !== undefined && second !== first)) {
    throw new FlowError('wrong-institution', 'the tokens do not name one institution')
  }
  return first
}

/**
 * Holds the institution in the tokens against the one that was asked for. A token that names none is
 * refused too, unless the registration leaves it to client or issuer.
 *
 * @param asked null for Institution Zero, whose id is checked only where it is known
 * @throws {FlowError} `wrong-institution`
 */
export function checkInstitution(
  { institutionClaim, institutionZeroId }: Registration,
  asked: string | null,
  named: string | null,
): void {
  if (institutionClaim === null) return
  const expected = asked ?? institutionZeroId
  const holds = expected === null || named === expected
  if (!check('institution', holds, { institutionId: expected }, { institutionId: named })) {
    throw new FlowError(
      'wrong-institution',
      named === null ? 'no institution in the tokens' : 'another institution in the tokens',
    )
  }
}
