import { answerMessage, callMessage, type Message, requestMessage } from './diagram-messages.ts'
import type { CheckMade, Flow, FrontRequest, Step } from './flow.ts'

/** One line of the sequence diagram. `step` is where the step stands in the flow. */
export type Row =
  /** `afterMs`: since the flow began. */
  | (Message & Readonly<{ type: 'message'; step: number; afterMs: number }>)
  /** Before a step, the browser was at the authorization server, which tells nobody what goes on there. */
  | Readonly<{ type: 'away'; ms: number; before: number }>
  /** Checks in a row that all hold; one that does not stands by itself. */
  | Readonly<{ type: 'checks'; checks: readonly DrawnCheck[]; isBad: boolean }>
  | Readonly<{ type: 'line'; step: number; event: string; about: string | null; isBad: boolean }>

export type DrawnCheck = Readonly<{ step: number; name: string }>

/** A flow as the lines of a sequence diagram, in the order in which things happened. */
export function diagramOf({ steps, startedAt }: Flow): Row[] {
  const rows: Row[] = []
  for (const [index, step] of steps.entries()) {
    if (step.type === 'check') addCheck(rows, step, index)
    else if (step.type === 'event') rows.push(lineOf(step, index))
    else {
      const before = lastFront(steps, index)
      const away = step.type === 'request' ? awayMs(step, before) : null
      if (away !== null) rows.push({ type: 'away', ms: away, before: index })
      const message = messageOf(step, before, away !== null)
      rows.push({ type: 'message', step: index, afterMs: step.at - startedAt, ...message })
    }
  }
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
type Sent = Extract<Step, { type: 'request' | 'answer' | 'call' }>

function messageOf(step: Sent, before: Front | null, isBack: boolean): Message {
  if (step.type === 'call') return callMessage(step)
  if (step.type === 'request') return requestMessage(step, isBack)
  return answerMessage(step, before?.type === 'request' ? before.from : 'browser')
}

function lastFront(steps: readonly Step[], before: number): Front | null {
  const isFront = (step: Step): step is Front => step.type === 'request' || step.type === 'answer'
  return steps.slice(0, before).findLast(isFront) ?? null
}

/** What comes back from there brings the `state` it was sent with. */
function awayMs(request: Step & FrontRequest, before: Front | null): number | null {
  const wasSent = before?.type === 'answer' && before.goes === 'issuer'
  return wasSent && 'state' in request.address.query ? request.at - before.at : null
}

function addCheck(rows: Row[], { name, holds }: CheckMade, step: number): void {
  const last = rows.at(-1)
  const drawn = { step, name }
  if (holds && last?.type === 'checks' && !last.isBad) {
    rows[rows.length - 1] = { ...last, checks: [...last.checks, drawn] }
  } else rows.push({ type: 'checks', checks: [drawn], isBad: !holds })
}

function lineOf({ event, fields }: Extract<Step, { type: 'event' }>, step: number): Row {
  const about = [fields.problem, fields.reason].filter((it) => typeof it === 'string').join(': ')
  return { type: 'line', step, event, about: about || null, isBad: event === 'refusal' }
}
