import type { Flow, FrontAnswer, Step } from './flow.ts'
import { isMasked, isShownToken, membersOf, type Shown } from './mask.ts'
import { verifierHash } from './sent-fields.ts'

/** Two values of a flow that have to be the same, from two of its steps. */
export type WorkedOut = Readonly<{
  what: string
  one: Found
  other: Found
  isEqual: boolean
}>

/** `step`: where it stands in the flow. */
export type Found = Readonly<{ label: string; step: number; value: Shown }>

/**
 * What of a step has its counterpart in another: what was asked for, and what came back. It is found in what
 * was recorded, and decides nothing; the checks did.
 */
export function workedOut({ steps }: Flow, index: number): WorkedOut[] {
  const step = steps[index]
  if (!step) return []
  if (step.type === 'answer' && isAuthorization(step)) return ofAuthorization(steps, index, step)
  const sentAt = steps
    .slice(0, index)
    .findLastIndex((it) => it.type === 'answer' && isAuthorization(it))
  const sent = steps[sentAt]
  if (sent?.type !== 'answer' || !sent.location) return []
  const { query } = sent.location
  const pairOf = (what: string, one: Shown | undefined, other: Shown | undefined, label: string) =>
    pair(what, { label: 'sent', step: sentAt, value: one }, { label, step: index, value: other })
  if (step.type === 'request') {
    return pairOf('state', query.state, step.address.query.state, 'came back')
  }
  if (step.type !== 'call' || step.to !== 'issuer') return []
  const tokens = step.answer && 'body' in step.answer ? membersOf(step.answer.body) : {}
  return [
    ...pairOf(
      'code_challenge',
      query.code_challenge,
      membersOf(step.body)[verifierHash],
      verifierHash,
    ),
    ...pairOf('nonce', query.nonce, claim(tokens.id_token, 'nonce'), 'in the ID token'),
    ...pairOf(
      'institution',
      query.institutionId,
      claim(tokens.access_token, 'institutionId'),
      'in the access token',
    ),
  ]
}

/** The challenge went out before its verifier did. */
function ofAuthorization(
  steps: readonly Step[],
  index: number,
  { location }: FrontAnswer,
): WorkedOut[] {
  const redeemed = steps.findIndex(
    (it, at) => at > index && it.type === 'call' && verifierHash in membersOf(it.body),
  )
  const call = steps[redeemed]
  if (call?.type !== 'call') return []
  const hash = membersOf(call.body)[verifierHash]
  return pair(
    'code_challenge',
    { label: 'sent', step: index, value: location?.query.code_challenge },
    { label: verifierHash, step: redeemed, value: hash },
  )
}

function isAuthorization({ goes, location }: FrontAnswer): boolean {
  return goes === 'issuer' && location !== null && 'code_challenge' in location.query
}

type Maybe = Readonly<{ label: string; step: number; value: Shown | undefined }>

function pair(what: string, one: Maybe, other: Maybe): WorkedOut[] {
  const [left, right] = [one.value, other.value]
  if (left === undefined || right === undefined || left === null || right === null) return []
  return [
    {
      what,
      one: { ...one, value: left },
      other: { ...other, value: right },
      isEqual: keyOf(left) === keyOf(right),
    },
  ]
}

/** The same secret has the same mark. */
function keyOf(value: Shown): string {
  return isMasked(value) || isShownToken(value) ? `mark ${value.mark}` : JSON.stringify(value)
}

function claim(token: Shown | undefined, name: string): Shown | undefined {
  return token !== undefined && isShownToken(token) ? membersOf(token.claims)[name] : undefined
}
