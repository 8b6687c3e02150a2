import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import { env } from '#lib/env.ts'
import { isProblemCode } from '#lib/errors/problems.ts'
import type { CallEnd, Check, OutgoingCall, Values, Witness } from '#lib/witness.ts'
import { currentExchange, currentStep, during, type Exchange, isBeside } from './exchange.ts'
import type { BackCall, Step } from './flow.ts'
import { flowFor, flowKnown, isOurs, rememberRedirect } from './flow-finder.ts'
import { hold, isHolding } from './hold.ts'
import { membersOf, shown } from './mask.ts'
import { shownAddress, shownBody, shownHeaders } from './message.ts'
import { browsersOf, seenIn } from './people.ts'
import { addStep, change, completeStep, giveTo } from './ring.ts'
import { verifierHash } from './sent-fields.ts'

/** Writes down, masked, what the code tells of itself, in the flow of the browser it happens for. */
export const recorder: Witness = {
  during(step, work) {
    const exchange = currentExchange()
    if (exchange && step === 'refresh') flowFor(exchange, 'refresh')
    return during(step, work)
  },

  calling(call) {
    const flowId = flowOfNow()
    if (flowId === null) return () => {}
    const at = Date.now()
    const step = { at, within: currentStep(), ...shownCall(call) }
    const number = addStep(flowId, step)
    return (end) => {
      const answer = shownEnd(end)
      completeStep(flowId, number, { ...step, answer, durationMs: Date.now() - at })
    }
  },

  checked(check) {
    const flowId = flowOfNow()
    if (flowId === null) return
    add(flowId, shownCheck(check))
    learnPeople(flowId, check)
  },

  recorded(event, fields) {
    const exchange = currentExchange()
    const flowId = exchange && flowKnown(exchange)
    if (!flowId) return
    add(flowId, { type: 'event', event, fields: shownValues(fields) })
    const { problem, reference, reason, institutionId } = fields
    if (event === 'refusal' && typeof problem === 'string' && isProblemCode(problem)) {
      const refusal = { problem, reference: String(reference), reason: String(reason) }
      change(flowId, { outcome: 'refused', refusal })
    }
    if (event === 'refresh' && typeof institutionId === 'string') change(flowId, { institutionId })
  },

  async sendingOn(location) {
    const exchange = currentExchange()
    // To go on is a redirect too: held, it would wait for itself.
    if (!exchange || isBeside(exchange)) return
    const flowId = flowFor(exchange)
    const { appUrl } = env()
    const url = URL.parse(location, appUrl)
    const { browser } = exchange
    if (url) rememberRedirect(flowId, browser, url)
    exchange.answerStep = add(flowId, {
      type: 'answer',
      status: null,
      location: shownAddress(location, appUrl),
      goes: url && isOurs(url) ? 'here' : 'issuer',
      setCookies: [],
      durationMs: Date.now() - exchange.startedAt,
    })
    if (browser === null || !isHolding(browser)) return
    change(flowId, { isHeld: true })
    await hold(browser, flowId)
    change(flowId, { isHeld: false })
  },
}

type What = Step extends infer One ? (One extends Step ? Omit<One, 'at' | 'within'> : never) : never

function add(flowId: string, what: What): number {
  return addStep(flowId, { at: Date.now(), within: currentStep(), ...what } as Step)
}

function flowOfNow(): string | null {
  const exchange: Exchange | null = currentExchange()
  return exchange && flowFor(exchange)
}

function shownCall({ url, init, lane }: OutgoingCall): BackCall {
  const headers = new Headers(init.headers)
  const body = shownBody(init.body, headers.get('content-type'))
  return {
    type: 'call',
    to: lane === 'api' ? 'api' : 'issuer',
    method: init.method ?? 'GET',
    address: shownAddress(url, env().appUrl),
    headers: shownHeaders(headers),
    body: withHash(body, init.body),
    answer: null,
    durationMs: null,
  }
}

/** What the server will work out of the verifier, and hold against the challenge (RFC 7636 §4.6). */
function withHash(body: BackCall['body'], sent: RequestInit['body']): BackCall['body'] {
  const form = sent instanceof URLSearchParams ? sent : null
  const verifier = form?.get('code_verifier')
  if (!verifier || typeof body !== 'object') return body
  const hash = createHash('sha256').update(verifier).digest('base64url')
  return { ...membersOf(body), [verifierHash]: hash }
}

function shownEnd(end: CallEnd): BackCall['answer'] {
  if ('failure' in end) return { failure: end.failure }
  const { status, headers, body } = end
  return {
    status,
    headers: shownHeaders(headers),
    body: shownBody(body, headers.get('content-type')),
    bytes: body?.byteLength ?? 0,
  }
}

function shownCheck({ name, by, holds, expected, found }: Check): What {
  return {
    type: 'check',
    ...{ name, by, holds, expected: shownValues(expected), found: shownValues(found) },
  }
}

function shownValues(values: Values) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, shown(value, name)]),
  )
}

/** An ID token says who is in this browser; a logout token, whose browsers it is about. */
function learnPeople(flowId: string, { name, holds, found }: Check): void {
  const isLogout = name.endsWith('logout token')
  if (typeof found.jwt !== 'string' || !(isLogout || name.endsWith('ID token'))) return
  const claims = claimsIn(found.jwt)
  const browser = currentExchange()?.browser ?? null
  if (isLogout) for (const one of browsersOf(claims)) giveTo(flowId, one)
  else if (holds && browser !== null) seenIn(browser, claims)
}

function claimsIn(jwt: string): Values {
  try {
    return decodeJwt(jwt)
  } catch {
    return {}
  }
}
