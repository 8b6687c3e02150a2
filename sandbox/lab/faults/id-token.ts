import type { JWTPayload } from 'jose'
import type { Fault } from '../fault.ts'
import { signedAgain } from '../sign-again.ts'
import type { TokenAnswer, Tokens } from '../strikes.ts'
import { stopsAt } from './outcomes.ts'

const group = 'tokens'
const when = 'sign-in'
const clockOffSeconds = 600

/** What can be wrong with the ID token that a sign-in brings. */
export const idTokenFaults: readonly Fault[] = [
  {
    id: 'nonce-wrong',
    group,
    when,
    title: 'Nonce of another sign-in',
    story:
      'The ID token is good, and was made for another sign-in. Its nonce gives it away, so a stolen one is of no use.',
    promise: stopsAt(
      'untrusted-response',
      'the answer failed its checks (OAUTH_JWT_CLAIM_COMPARISON_FAILED)',
    ),
    strikes: {
      tokens: async (tokens, { keys }) =>
        good(
          await signedAgain(tokens, keys.current, {
            id_token: (claims) => ({ ...claims, nonce: 'of-another-sign-in' }),
          }),
        ),
    },
  },
  {
    id: 'signature-broken',
    group,
    when,
    title: 'Signature broken',
    story:
      'One character of the ID token’s signature is another. The token may say what it likes: nobody vouches for it any more.',
    promise: stopsAt(
      'untrusted-response',
      'a token failed its checks (ERR_JWS_SIGNATURE_VERIFICATION_FAILED)',
    ),
    strikes: { tokens: (tokens) => good({ ...tokens, id_token: withBrokenSignature(tokens) }) },
  },
  {
    id: 'algorithm-none',
    group,
    when,
    title: 'Algorithm “none”',
    story:
      'The ID token says that it needs no signature, and has none. A careless client would believe it; this one takes only the algorithms it knows.',
    promise: stopsAt('untrusted-response', 'the answer failed its checks (OAUTH_INVALID_RESPONSE)'),
    strikes: { tokens: (tokens) => good({ ...tokens, id_token: unsigned(tokens) }) },
  },
  {
    id: 'clock-off',
    group,
    when,
    title: 'Clock ten minutes fast',
    story:
      'The server’s clock is ten minutes ahead, so its tokens come from the future. The log says how far apart the clocks are, which is what an operator needs.',
    promise: stopsAt(
      'untrusted-response',
      'a token failed its checks (ERR_JWT_CLAIM_VALIDATION_FAILED: iat',
    ),
    strikes: {
      tokens: async (tokens, { keys }) =>
        good(await signedAgain(tokens, keys.current, { id_token: later, access_token: later })),
    },
  },
]

function good(body: Tokens): TokenAnswer {
  return { status: 200, body }
}

function later(claims: JWTPayload): JWTPayload {
  const shift = (seconds = 0) => seconds + clockOffSeconds
  return { ...claims, iat: shift(claims.iat), exp: shift(claims.exp) }
}

function withBrokenSignature({ id_token }: Tokens): string {
  const [header, claims, signature = ''] = String(id_token).split('.')
  const other = signature.startsWith('A') ? 'B' : 'A'
  return [header, claims, other + signature.slice(1)].join('.')
}

function unsigned({ id_token }: Tokens): string {
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
  return [header, String(id_token).split('.')[1], ''].join('.')
}
