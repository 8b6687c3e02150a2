import type { BackCall, CheckMade, Flow, FrontAnswer, FrontRequest, Step } from './flow.ts'
import type { Shown } from './mask.ts'
import { addressLabel, endpointLabel } from './short-address.ts'

export type Lane = 'browser' | 'foyer' | 'issuer' | 'api'

/** One arrow. What is written on it, and what travels with it. */
export type Leg = Readonly<{ from: Lane; to: Lane; label: string; carries: string | null }>

/** One line of the sequence diagram. `step` is where the step stands in the flow. */
export type Row =
  | Readonly<{
      type: 'message'
      step: number
      /** Back: between servers. The browser has no part in it, and cannot see it. */
      channel: 'front' | 'back'
      legs: readonly Leg[]
      isBad: boolean
      /** Since the flow began. */
      afterMs: number
    }>
  /** The browser is at the authorization server, which tells nobody what goes on there. */
  | Readonly<{ type: 'away'; ms: number }>
  /** Checks in a row that all hold; one that does not stands by itself. */
  | Readonly<{ type: 'checks'; checks: readonly DrawnCheck[]; isBad: boolean }>
  | Readonly<{ type: 'line'; step: number; event: string; about: string | null; isBad: boolean }>

export type DrawnCheck = Readonly<{ step: number; name: string }>

/** A flow as the lines of a sequence diagram, in the order in which things happened. */
export function diagramOf({ steps, startedAt }: Flow): Row[] {
  const rows: Row[] = []
  steps.forEach((step, index) => {
    const afterMs = step.at - startedAt
    if (step.type === 'check') addCheck(rows, step, index)
    else if (step.type === 'event') rows.push(lineOf(step, index))
    else if (step.type === 'call') rows.push(callRow(step, index, afterMs))
    else {
      const asked = lastFront(steps, index)
      const away = step.type === 'request' ? awayMs(step, asked) : null
      if (away !== null) rows.push({ type: 'away', ms: away })
      rows.push(
        step.type === 'request'
          ? requestRow(step, away !== null, index, afterMs)
          : answerRow(step, asked, index, afterMs),
      )
    }
  })
  return rows
}

/** How long the browser was at the authorization server, in all, where it came back. */
export function totalAwayMs({ steps }: Flow): number {
  return steps.reduce((total, step, index) => {
    const away = step.type === 'request' ? awayMs(step, lastFront(steps, index)) : null
    return total + (away ?? 0)
  }, 0)
}

type Front = Extract<Step, { type: 'request' | 'answer' }>

function lastFront(steps: readonly Step[], before: number): Front | null {
  const isFront = (step: Step): step is Front => step.type === 'request' || step.type === 'answer'
  return steps.slice(0, before).findLast(isFront) ?? null
}

/** What comes back from there brings the `state` it was sent with. */
function awayMs(request: Step & FrontRequest, before: Front | null): number | null {
  const wasSent = before?.type === 'answer' && before.goes === 'issuer'
  return wasSent && 'state' in request.address.query ? request.at - before.at : null
}

function requestRow(
  { from, method, address, cookies }: FrontRequest,
  isBack: boolean,
  step: number,
  afterMs: number,
): Row {
  const label = `${method} ${addressLabel(address)}`
  const own = cookies.map(({ name }) => name).filter((name) => !/(^|-)flows$/.test(name))
  const carries = listed([...Object.keys(address.query), ...own.map((name) => `cookie ${name}`)])
  if (from === 'issuer') {
    const leg: Leg = { from: 'issuer', to: 'foyer', label, carries: 'logout_token' }
    return { type: 'message', step, channel: 'back', legs: [leg], isBad: false, afterMs }
  }
  const sentBack: Leg = {
    from: 'issuer',
    to: 'browser',
    label: 'redirect',
    carries: listed(Object.keys(address.query)),
  }
  const asks: Leg = { from: 'browser', to: 'foyer', label, carries }
  const legs = isBack ? [sentBack, { ...asks, carries: listed(own.map(cookieNamed)) }] : [asks]
  return { type: 'message', step, channel: 'front', legs, isBad: false, afterMs }
}

function answerRow(
  { status, location, goes, setCookies }: FrontAnswer,
  asked: Front | null,
  step: number,
  afterMs: number,
): Row {
  const toIssuer = asked?.type === 'request' && asked.from === 'issuer'
  const isBad = (status ?? 0) >= 400
  const set = setCookies.map(({ name, isCleared }) => `${isCleared ? 'clears' : 'sets'} ${name}`)
  const answers: Leg = {
    from: 'foyer',
    to: toIssuer ? 'issuer' : 'browser',
    label: status === null ? 'not sent yet' : `${status}${location ? ' redirect' : ''}`,
    carries: listed([
      ...(goes === 'here' && location ? [`to ${addressLabel(location)}`] : []),
      ...set,
    ]),
  }
  const goesOn = goes === 'issuer' &&
    location && {
      ...{ from: 'browser' as const, to: 'issuer' as const },
      label: `GET ${endpointLabel(location)}`,
      carries: listed(Object.keys(location.query)),
    }
  const legs = goesOn ? [answers, goesOn] : [answers]
  const channel = toIssuer ? 'back' : 'front'
  return { type: 'message', step, channel, legs, isBad, afterMs }
}

function callRow(call: BackCall, step: number, afterMs: number): Row {
  const { to, method, address, body, answer, durationMs } = call
  const asks: Leg = {
    ...{ from: 'foyer', to, label: `${method} ${endpointLabel(address)}` },
    carries: listed([
      ...('authorization' in call.headers ? ['authorization'] : []),
      ...names(body),
    ]),
  }
  const took = durationMs === null ? '' : ` · ${durationMs} ms`
  const answers: Leg | null = answer && {
    ...{ from: to, to: 'foyer' },
    label: 'failure' in answer ? `no answer${took}` : `${answer.status}${took}`,
    carries: 'failure' in answer ? answer.failure : listed(names(answer.body)),
  }
  const isBad = answer !== null && ('failure' in answer || answer.status >= 400)
  const legs = answers ? [asks, answers] : [asks]
  return { type: 'message', step, channel: 'back', legs, isBad, afterMs }
}

function addCheck(rows: Row[], { name, holds }: CheckMade, step: number): void {
  const last = rows.at(-1)
  const drawn = { step, name }
  if (holds && last?.type === 'checks' && !last.isBad) {
    rows[rows.length - 1] = { ...last, checks: [...last.checks, drawn] }
  } else rows.push({ type: 'checks', checks: [drawn], isBad: !holds })
}

function lineOf({ event, fields }: Extract<Step, { type: 'event' }>, step: number): Row {
  const { problem, reason } = fields
  const about = [problem, reason].filter((it) => typeof it === 'string').join(': ')
  return { type: 'line', step, event, about: about || null, isBad: event === 'refusal' }
}

const mostNames = 7

function listed(names: readonly string[]): string | null {
  const more = names.length - mostNames
  return [...names.slice(0, mostNames), ...(more > 0 ? [`${more} more`] : [])].join(' · ') || null
}

/** What a body holds, by name. What we worked out of it ourselves was not sent. */
function names(body: Shown): string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  return Object.keys(body).filter((name) => /^[\w.-]+$/.test(name))
}

const cookieNamed = (name: string) => `cookie ${name}`
