import type { CheckMade, Named } from './flow.ts'
import { isShownToken, membersOf, type Shown } from './mask.ts'

/**
 * What a token says to each thing that a library was told to expect of it: a verdict on the whole names none.
 *
 * @param at when it was judged, in epoch milliseconds
 */
export function foundInToken({ expected, found }: CheckMade, at: number): Named {
  const { jwt } = found
  if (jwt === undefined || !isShownToken(jwt)) return {}
  const [header, claims] = [membersOf(jwt.header), membersOf(jwt.claims)]
  const says: Named = {
    issuer: claims.iss ?? null,
    audience: claims.aud ?? null,
    algorithms: header.alg ?? null,
    typ: header.typ ?? null,
    clockTolerance: seconds(claims.exp, at, 'exp in', 'exp was'),
    maxTokenAge: seconds(claims.iat, at, 'iat in', 'iat was'),
    requiredClaims: listed(expected.requiredClaims).filter((name) => String(name) in claims),
  }
  return {
    ...Object.fromEntries(Object.entries(says).filter(([name]) => name in expected)),
    ...(header.kid !== undefined && { kid: header.kid }),
  }
}

/** In words for what is ahead, and for what is past. */
function seconds(time: Shown | undefined, at: number, ahead: string, past: string): Shown {
  if (typeof time !== 'number') return null
  const apart = Math.round(time - at / 1000)
  return apart >= 0 ? `${ahead} ${apart} s` : `${past} ${-apart} s ago`
}

function listed(value: Shown | undefined): readonly Shown[] {
  return Array.isArray(value) ? value : []
}
