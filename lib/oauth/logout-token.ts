import { FlowError } from '#lib/errors.ts'
import { inSpan } from '#lib/telemetry.ts'
import { discover } from './discovery.ts'
import type { Registration } from './registration.ts'
import {
  clockToleranceSeconds,
  idTokenAlgorithms,
  require,
  unverifiedClaims,
  verify,
} from './verified-claims.ts'

/** Older ones are refused: so it is known how long a `jti` must be remembered. */
const longestAgeSeconds = 600
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** Where we may be told of a logout, and as whom. */
type Addressee = Pick<Registration, 'issuer' | 'discoveryUrl'> &
  Readonly<{ clientIds: readonly string[] }>

/** What an issuer tells: one session there is over or, where it names none, all of a person's. */
export type LogoutNotice = Readonly<{
  issuer: string
  over: Readonly<{ sid: string }> | Readonly<{ subject: string }>
  /** `jti`: a notice counts once. */
  id: string
  /** Epoch milliseconds: from then on its token is refused for its age. */
  staleAt: number
}>

/**
 * Back-channel logout. Checks a logout token by every rule of the specification but one: whether it was
 * used before, the session store knows.
 *
 * Which issuer's keys to check it by, the token itself says; only the configured ones are believed.
 *
 * @throws {FlowError} `untrusted-response` · `issuer-unavailable` (its keys cannot be read)
 * @see https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation
 */
export async function readLogoutToken(...said: Parameters<typeof read>): Promise<LogoutNotice> {
  return inSpan('foyer backchannel-logout', {}, () => read(...said))
}

async function read(token: string, addressees: readonly Addressee[]): Promise<LogoutNotice> {
  const named = unverifiedClaims(token)?.iss
  const ours = addressees.filter(({ issuer }) => issuer === named)
  const [first] = ours
  if (!first) throw new FlowError('untrusted-response', 'the logout token names no issuer of ours')

  const issuer = await discover(first)
  const { payload } = await verify('logout token', token, issuer, {
    typ: 'logout+jwt',
    algorithms: idTokenAlgorithms(issuer),
    audience: ours.flatMap(({ clientIds }) => clientIds),
    maxTokenAge: longestAgeSeconds,
    requiredClaims: ['exp', 'jti', 'events'],
  })
  const { jti, iat = 0, events, sid, sub } = payload
  const isLogout = isObject(events) && isObject(events[logoutEvent])
  const isSomebody = sub === undefined ? sid !== undefined : isText(sub)
  require('jti of the logout token', isText(jti), {}, { jti })
  require('events of the logout token', isLogout, { events: { [logoutEvent]: {} } }, { events })
  // A token with one could be passed off as an ID token, or is one.
  require('nonce of the logout token', !Object.hasOwn(payload, 'nonce'), {}, {
    nonce: payload.nonce,
  })
  require('sid of the logout token', sid === undefined || isText(sid), {}, { sid })
  require('sub of the logout token', isSomebody, {}, { sub })

  return {
    issuer: first.issuer,
    over: sid === undefined ? { subject: sub ?? '' } : { sid },
    id: jti,
    // Whole: `iat` may have a fraction (RFC 7519 §2), and a store counts in milliseconds.
    staleAt: Math.ceil(iat + longestAgeSeconds + 2 * clockToleranceSeconds) * 1000,
  }
}

const isText = (claim: unknown): claim is string => typeof claim === 'string' && claim !== ''

function isObject(claim: unknown): claim is Readonly<Record<string, unknown>> {
  return typeof claim === 'object' && claim !== null && !Array.isArray(claim)
}
