import type { BackCall, Flow, Step } from './flow.ts'
import { isMasked, isShownToken, type Shown } from './mask.ts'

/** A kind of secret, and how many different ones of it there were in a flow. */
export type Unseen = Readonly<{ what: Secret; count: number }>

export type Secret = (typeof secrets)[keyof typeof secrets]

/** By the name under which it travels between servers. */
const secrets = {
  access_token: 'access token',
  Bearer: 'access token',
  id_token: 'ID token',
  refresh_token: 'refresh token',
  // Which a revocation names.
  token: 'refresh token',
  code_verifier: 'code verifier',
  client_assertion: 'client assertion',
  client_secret: 'client secret',
  Basic: 'client secret',
  logout_token: 'logout token',
} as const

/**
 * Secrets that travelled between servers in a flow, and not through the browser: each is told by its mark,
 * so that one which did pass there is not counted.
 */
export function unseenOf({ steps }: Flow): Unseen[] {
  const seen = new Set(steps.flatMap(frontMarks))
  const found = new Map<Secret, Set<string>>()
  for (const [name, mark] of steps.flatMap(backMarks)) {
    if (!isSecret(name) || seen.has(mark)) continue
    const what = secrets[name]
    found.set(what, (found.get(what) ?? new Set()).add(mark))
  }
  const order = [...new Set(Object.values(secrets))]
  return order.flatMap((what) => {
    const count = found.get(what)?.size ?? 0
    return count > 0 ? [{ what, count }] : []
  })
}

function isSecret(name: string): name is keyof typeof secrets {
  return Object.hasOwn(secrets, name)
}

type Marked = readonly [name: string, mark: string]

function frontMarks(step: Step): string[] {
  const address = step.type === 'request' ? step.address : step.type === 'answer' && step.location
  return address ? marksIn(address.query).map(([, mark]) => mark) : []
}

function backMarks(step: Step): Marked[] {
  if (step.type === 'call') return callMarks(step)
  // What the issuer itself brought is known by what was checked of it.
  const isLogout = step.type === 'check' && step.name.endsWith('logout token')
  const jwt = isLogout ? step.found.jwt : undefined
  return jwt === undefined ? [] : marksIn(jwt, 'logout_token')
}

function callMarks({ headers, address, body, answer }: BackCall): Marked[] {
  const back = answer && 'body' in answer ? marksIn(answer.body) : []
  return [headers, address.query, body].flatMap((it) => marksIn(it)).concat(back)
}

/** Every value that was masked, or is a token, under its name. */
export function marksIn(value: Shown, name = ''): Marked[] {
  if (typeof value !== 'object' || value === null) return []
  if (isMasked(value) || isShownToken(value)) return [[name, value.mark]]
  if (Array.isArray(value)) return value.flatMap((item: Shown) => marksIn(item, name))
  return Object.entries(value).flatMap(([member, one]) => marksIn(one as Shown, member))
}
