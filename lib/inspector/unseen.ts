import type { BackCall, Flow, Step } from './flow.ts'
import { isMasked, isShownToken, type Shown } from './mask.ts'

/** What a secret of the back channel is called; how many different ones there were in a flow. */
export type Unseen = Readonly<{ what: string; count: number }>

/** By the name under which it travels between servers. */
const secrets: Readonly<Record<string, string>> = {
  access_token: 'access token',
  Bearer: 'access token',
  id_token: 'ID token',
  refresh_token: 'refresh token',
  code_verifier: 'code verifier',
  client_assertion: 'client assertion, signed with Foyer’s private key',
  client_secret: 'client secret',
  Basic: 'client secret',
}

/**
 * Secrets that travelled between servers in a flow, and not through the browser: each is told by its mark,
 * so that one which did pass there is not counted.
 */
export function unseenOf({ steps }: Flow): Unseen[] {
  const seen = new Set(steps.flatMap(frontMarks))
  const found = new Map<string, Set<string>>()
  for (const [name, mark] of steps.filter((step) => step.type === 'call').flatMap(callMarks)) {
    const what = secrets[name]
    if (what === undefined || seen.has(mark)) continue
    found.set(what, (found.get(what) ?? new Set()).add(mark))
  }
  const order = [...new Set(Object.values(secrets))]
  return order.flatMap((what) => {
    const count = found.get(what)?.size ?? 0
    return count > 0 ? [{ what, count }] : []
  })
}

type Marked = readonly [name: string, mark: string]

function frontMarks(step: Step): string[] {
  const address = step.type === 'request' ? step.address : step.type === 'answer' && step.location
  return address ? marksIn(address.query).map(([, mark]) => mark) : []
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
