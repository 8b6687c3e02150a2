import { STATUS_CODES } from 'node:http'
import { carried, cookieLabel } from './carried.ts'
import type { BackCall, FrontAnswer, FrontRequest } from './flow.ts'
import { membersOf, type Shown } from './mask.ts'
import { addressLabel, endpointLabel } from './short-address.ts'

/** Who talks to whom, in the order in which they stand beside each other. */
export const laneNames = {
  browser: 'Browser',
  foyer: 'Foyer',
  issuer: 'Authorization server',
  api: 'API',
} as const

export type Lane = keyof typeof laneNames

/** One arrow. What is written on it, and what travels with it, by name. */
export type Leg = Readonly<{ from: Lane; to: Lane; label: string; carries: string | null }>

/** A request, an answer, or a call with its answer: in up to two arrows. */
export type Message = Readonly<{
  /** Back: between servers. The browser has no part in it, and cannot see it. */
  channel: 'front' | 'back'
  legs: readonly Leg[]
  isBad: boolean
}>

/**
 * What asks Foyer, drawn.
 *
 * @param isBack from the authorization server, which sent the browser on to us
 */
export function requestMessage(request: FrontRequest, isBack: boolean): Message {
  const { from, method, address, cookies } = request
  const label = `${method} ${addressLabel(address)}`
  const parameters = Object.keys(address.query)
  const own = cookies.filter(isOfFlow).map(({ name }) => `cookie ${cookieLabel(name)}`)
  if (from === 'issuer') {
    const carries = 'logout_token'
    return { channel: 'back', legs: [{ from, to: 'foyer', label, carries }], isBad: false }
  }
  const asks: Leg = {
    ...{ from, to: 'foyer', label },
    carries: carried(isBack ? own : [...parameters, ...own]),
  }
  const sentBack: Leg = {
    ...{ from: 'issuer', to: from, label: 'redirect to Foyer' },
    carries: carried(parameters),
  }
  return { channel: 'front', legs: isBack ? [sentBack, asks] : [asks], isBad: false }
}

/** What Foyer answers, drawn; a redirect goes on to where it leads. */
export function answerMessage(answer: FrontAnswer, to: 'browser' | 'issuer'): Message {
  const { status, location, goes, setCookies } = answer
  const cookies = setCookies
    .filter(isOfFlow)
    .map(({ name, isCleared }) => `${isCleared ? 'clears' : 'sets'} ${cookieLabel(name)}`)
  const ours = goes === 'here' && location ? [`to ${addressLabel(location)}`] : []
  const answers: Leg = {
    ...{ from: 'foyer', to, label: status === null ? 'not sent yet' : statusLabel(status) },
    carries: carried([...ours, ...cookies]),
  }
  const legs = [answers]
  if (goes === 'issuer' && location) {
    const label = `GET ${endpointLabel(location)}`
    const carries = carried(Object.keys(location.query))
    legs.push({ from: 'browser', to: 'issuer', label, carries })
  }
  return { channel: to === 'issuer' ? 'back' : 'front', legs, isBad: (status ?? 0) >= 400 }
}

/** A call of the back channel, drawn, with its answer where it is back. */
export function callMessage(call: BackCall): Message {
  const { to, method, address, headers, body, answer, durationMs } = call
  const authorization = 'authorization' in headers ? ['access token'] : []
  const asks: Leg = {
    ...{ from: 'foyer', to, label: `${method} ${endpointLabel(address)}` },
    carries: carried([...authorization, ...members(body)]),
  }
  if (answer === null) return { channel: 'back', legs: [asks], isBad: false }

  const took = durationMs === null ? '' : ` · ${durationMs} ms`
  const answers: Leg =
    'failure' in answer
      ? { from: to, to: 'foyer', label: `no answer${took}`, carries: answer.failure }
      : {
          ...{ from: to, to: 'foyer', label: `${statusLabel(answer.status)}${took}` },
          carries: carried(members(answer.body)),
        }
  const isBad = 'failure' in answer || answer.status >= 400
  return { channel: 'back', legs: [asks, answers], isBad }
}

/** By the other one the inspector knows a browser again. */
function isOfFlow({ name }: { readonly name: string }): boolean {
  return !/^(__Host-)?flows$/.test(name)
}

/** "303 See Other". */
export function statusLabel(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim()
}

/** What a body holds, by name. What we worked out of it ourselves was not sent. */
function members(body: Shown): string[] {
  return Object.keys(membersOf(body)).filter((name) => /^[\w.-]+$/.test(name))
}
