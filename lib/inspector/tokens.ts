import type { Flow, Step } from './flow.ts'
import { isMasked, isShownToken, membersOf, type Shown, type ShownToken } from './mask.ts'

/** A token where it was first seen in a flow: as an answer brought it, or as a check read it. */
export type SeenToken = Readonly<{
  kind: TokenKind
  token: ShownToken
  flow: Flow
  /** Where the step stands in its flow. */
  step: number
  /** Epoch milliseconds. */
  at: number
  /** What it is for; null for Institution Zero, and where nothing says. */
  institutionId: string | null
}>

/** In the order in which they are shown. */
export const tokenKinds = [
  'access token',
  'service token',
  'ID token',
  'logout token',
  'client assertion',
] as const
export type TokenKind = (typeof tokenKinds)[number]

const kindsByName: ReadonlyMap<string, TokenKind> = new Map([
  ['access_token', 'access token'],
  ['Bearer', 'access token'],
  ['id_token', 'ID token'],
  ['id_token_hint', 'ID token'],
  ['logout_token', 'logout token'],
  ['client_assertion', 'client assertion'],
])

/** The tokens of a step that can be read, each once, by the name they travel under. */
export function tokensOf(step: Step): readonly Readonly<{ kind: TokenKind; token: ShownToken }>[] {
  const found = new Map<string, { kind: TokenKind; token: ShownToken }>()
  for (const [name, token] of places(step).flatMap((it) => tokensIn(it))) {
    const named =
      name === 'jwt' && step.type === 'check' ? kindOfCheck(step.name) : kindsByName.get(name)
    const kind = named === 'access token' && isOfClient(token) ? 'service token' : named
    if (kind !== undefined) found.set(token.mark, { kind, token })
  }
  return [...found.values()]
}

/**
 * Tokens of a browser's flows, the newest first: each once, where it was first seen.
 *
 * @param zeroId what Institution Zero is called, where that is known
 */
export function tokensSeen(flows: readonly Flow[], zeroId: string | null): SeenToken[] {
  const seen = new Map<string, SeenToken>()
  const all = flows.flatMap((flow) =>
    flow.steps.flatMap((step, index) => {
      const tokens = tokensOf(step)
      const named = tokens.flatMap(({ token }) => institutionIn(token))
      return tokens.map((it) => {
        // An ID token need not name one: then it is for that of the token it came with.
        const said = institutionIn(it.token)[0] ?? named[0] ?? flow.institutionId
        const institutionId = said === zeroId || said === 'zero' ? null : said
        return { ...it, flow, step: index, at: step.at, institutionId }
      })
    }),
  )
  for (const one of all.sort((a, b) => a.at - b.at || a.step - b.step)) {
    const { mark } = one.token
    if (!seen.has(mark)) seen.set(mark, one)
  }
  return [...seen.values()].reverse()
}

/** Of the same kind, for the same institution, and before it. */
export function tokenBefore(tokens: readonly SeenToken[], token: SeenToken): SeenToken | null {
  const isBefore = (other: SeenToken) =>
    other.kind === token.kind &&
    other.institutionId === token.institutionId &&
    other.token.mark !== token.token.mark &&
    other.at <= token.at
  return tokens.find(isBefore) ?? null
}

/** Asked for by a client on behalf of nobody (RFC 9068 §2.2). */
function isOfClient({ claims }: ShownToken): boolean {
  const { sub, client_id } = membersOf(claims)
  return typeof sub === 'string' && sub === client_id
}

/** None, or the one that a token names. */
function institutionIn({ claims }: ShownToken): string[] {
  const named = institutionClaims.map((name) => membersOf(claims)[name])
  return named.filter((it) => typeof it === 'string')
}

const institutionClaims = [
  'institutionId',
  'https://api.banno.com/consumer/claim/institution_id',
] as const

function places(step: Step): Shown[] {
  if (step.type === 'check') return [step.found]
  if (step.type === 'request') return [step.address.query]
  if (step.type === 'answer') return step.location ? [step.location.query] : []
  if (step.type === 'event') return []
  const { headers, body, answer } = step
  return [headers, body, answer && 'body' in answer ? answer.body : null]
}

type NamedToken = readonly [name: string, token: ShownToken]

function tokensIn(value: Shown, name = ''): NamedToken[] {
  if (typeof value !== 'object' || value === null || isMasked(value)) return []
  if (isShownToken(value)) return [[name, value]]
  if (Array.isArray(value)) return value.flatMap((item: Shown) => tokensIn(item, name))
  return Object.entries(value).flatMap(([member, one]) => tokensIn(one as Shown, member))
}

function kindOfCheck(name: string): TokenKind | undefined {
  const kinds: readonly TokenKind[] = ['access token', 'ID token', 'logout token']
  return kinds.find((kind) => name.endsWith(kind))
}
