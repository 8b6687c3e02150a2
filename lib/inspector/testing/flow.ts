import type { Flow, Step } from '../flow.ts'
import { type Shown, shown } from '../mask.ts'
import { shownAddress, shownBody, shownHeaders, shownSetCookies } from '../message.ts'

const app = 'http://localhost:3000'
const issuer = 'http://127.0.0.1:4400'
const form = 'application/x-www-form-urlencoded'

/** What must not be in anything that is made of the flow below. */
export const secrets = {
  ...{
    state: 'state-of-this-sign-in',
    code: 'SplxlOBeZQQYbYS6WxSbIA',
    verifier: 'dBjftJeZ4CVPmB92',
  },
  ...{ signature: 'c2lnbmF0dXJl', cookie: 'Fe26.2*sealed', opaque: 'opaque-access-token' },
}

/** A sign-in as the recorder writes it down, in short. */
export function signInFlow(changes: Partial<Flow> = {}): Flow {
  const { state, code, verifier, opaque } = secrets
  const to = `${issuer}/oidc/auth?scope=openid%20profile&state=${state}&code_challenge=E9Melhoa2Ow`
  const sent = new URLSearchParams({
    ...{ grant_type: 'authorization_code', code, code_verifier: verifier },
    client_assertion: jwt({ alg: 'ES256', kid: 'k1' }, { iss: 'foyer' }),
  })
  const tokens = { access_token: opaque, id_token: jwt({ alg: 'ES256' }, { sub: 'ada' }) }
  const steps: Step[] = [
    ask(1_000, `${app}/auth/authorize`),
    answer(1_010, 303, to, [`txn=${secrets.cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600`]),
    ask(6_000, `${app}/auth/callback?code=${code}&state=${state}&iss=${issuer}`),
    check(6_001, 'state'),
    check(6_002, 'iss'),
    {
      ...{ type: 'call', at: 6_010, within: 'callback', to: 'issuer', method: 'POST' },
      address: shownAddress(`${issuer}/oidc/token`, app),
      headers: shownHeaders([['content-type', form]]),
      body: { ...Object(shownBody(sent, form)), 'S256(code_verifier)': 'E9Melhoa2Ow' },
      answer: {
        status: 200,
        headers: shownHeaders([['content-type', 'application/json']]),
        body: shown(tokens),
        bytes: 812,
      },
      durationMs: 35,
    },
    { ...{ type: 'event', at: 6_050, within: 'callback', event: 'sign-in' }, fields: {} },
    answer(6_060, 303, `${app}/institutions`, ['txn=; Path=/; Max-Age=0']),
    ask(6_070, `${app}/institutions`),
    {
      ...{ type: 'call', at: 6_080, within: 'api', to: 'api', method: 'GET' },
      address: shownAddress(`${issuer}/api/users/ada/institutions`, app),
      headers: shownHeaders([['authorization', `Bearer ${opaque}`]]),
      ...{ body: null, answer: { failure: 'timeout' }, durationMs: 10_000 },
    },
    answer(16_090, 200, null, []),
  ]
  return {
    ...{ id: 'q1w2e3r4t5y6', kind: 'sign-in', institutionId: null, startedAt: 1_000 },
    ...{ changedAt: 16_090, outcome: 'completed', refusal: null, isHeld: false, steps, dropped: 0 },
    ...changes,
  }
}

export function check(at: number, name: string, holds = true, found: Shown = 'x'): Step {
  const [expected, by] = [{ value: 'x' }, 'us' as const]
  return {
    type: 'check',
    at,
    within: 'callback',
    name,
    by,
    holds,
    expected,
    found: { value: found },
  }
}

function ask(at: number, url: string): Step {
  return {
    ...{ type: 'request', at, within: null, from: 'browser', method: 'GET' },
    address: shownAddress(url, app),
    headers: shownHeaders([['accept', 'text/html']]),
    cookies: [{ name: 'txn', bytes: 43 }],
  }
}

function answer(at: number, status: number, location: string | null, cookies: string[]): Step {
  return {
    ...{ type: 'answer', at, within: null, status, durationMs: 10 },
    location: location === null ? null : shownAddress(location, app),
    goes: location === null ? null : location.startsWith(app) ? 'here' : 'issuer',
    setCookies: shownSetCookies(cookies),
  }
}

function jwt(header: object, claims: object): string {
  const parts = [header, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return [...parts, secrets.signature].join('.')
}
