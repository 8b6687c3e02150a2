import { createHash } from 'node:crypto'
import type { ProblemCode } from './errors.ts'
import { log } from './log.ts'
import { count } from './telemetry.ts'
import { witness } from './witness.ts'

type Level = 'debug' | 'info' | 'warn' | 'error'

/** Whose session it is about, without naming the person; and which registration served them. */
export type About = Readonly<{
  /** See `sessionLabel`. */
  session: string
  /** `zero` for Institution Zero. */
  institutionId: string
  issuer: string
  clientId: string
}>

/** Every event there is a line for: how much it matters, what it means, and what is told with it. */
const events = {
  ready: event('info', 'the issuer has answered'),
  'issuer-unavailable': event<{ reason: string }>('warn', 'the issuer does not answer yet'),
  'issuer-stale': event<{ issuer: string; reason: string }>(
    'warn',
    'the issuer does not answer, and is taken at its last word',
  ),
  'issuer-back': event<{ issuer: string }>('info', 'the issuer answers again'),
  'configuration-fault': event<{ names: readonly string[] }>('error', 'check the configuration'),

  'sign-in': event<About>('info', 'a person has signed in', 'foyer.sign_ins'),
  'institution-entered': event<About>('info', 'an institution joined the session'),
  'session-replaced': event<{ session: string }>('info', 'another person took over the browser'),
  'scope-not-granted': event<{ institutionId: string; missing: readonly string[] }>(
    'warn',
    'granted less than asked for',
  ),
  refresh: event<About & { durationMs: number }>('info', 'tokens were renewed', 'foyer.refreshes'),
  logout: event<{ session: string }>('info', 'a person has signed out'),
  'backchannel-logout': event<{ issuer: string; sessions: number; grants: number }>(
    'info',
    'the issuer has signed a person out',
  ),

  refusal: event<{
    problem: ProblemCode
    reference: string
    reason: string
    requestId?: string | undefined
  }>('warn', 'a flow or a call has stopped; its page shows the reference', 'foyer.refusals'),
  'not-saved': event<{ outcome: string; requestId: string | null }>(
    'warn',
    'a change of an account did not happen as it was asked for',
  ),
  'directory-fault': event<{ malformed: number }>('warn', 'the directory lists what can be no id'),

  'store-fault': event<{ what: string }>('error', 'the session store failed'),
  'store-lost': event<{ reason: string }>('warn', 'the session store does not answer'),
  'store-back': event('info', 'the session store answers again'),
  'session-file-moved': event<{ reason: string; movedTo: string }>(
    'warn',
    'the session file is of no use and was moved aside: everybody signs in again',
  ),
  'session-file-gone': event(
    'warn',
    'the session file was taken away; what stands in its place is used',
  ),
  'lock-lost': event('warn', 'work took longer than its lock was good for'),

  fault: event<Fault>('error', 'a mistake of ours, or of a library'),
  printed: event<{ text: string }>('warn', 'a library has said'),
} as const

/** What is told of an error nobody expected. Never its message, which may quote anything. */
type Fault = Readonly<{
  name: string
  code?: string
  /** As the page shows it. */
  digest?: string | undefined
  /** The address's pattern, without ids. */
  route?: string | undefined
  at: readonly string[]
}>

type Events = typeof events
export type EventName = keyof Events
type FieldsOf<Name extends EventName> = Events[Name] extends Event<infer Fields> ? Fields : never

/** Writes one event to the log, and counts it. Fields are values and codes of ours: never a token, a name or a secret. */
export function record<Name extends EventName>(
  name: Name,
  ...[fields]: FieldsOf<Name> extends NoFields ? [] : [fields: FieldsOf<Name>]
): void {
  const { level, means, counter } = events[name]
  const told: Readonly<Record<string, unknown>> = { event: name, ...(fields as object) }
  log()[level](told, means)
  witness()?.recorded(name, told)
  if (counter) count(counter, typeof told.problem === 'string' ? { problem: told.problem } : {})
}

/**
 * By this an operator follows a session through the log. It opens nothing, and names nobody: the key it
 * is made of is random, and never leaves the server.
 */
export function sessionLabel(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8)
}

type NoFields = Readonly<Record<string, never>>
type Event<Fields> = Readonly<{
  level: Level
  means: string
  /** The metric that counts them, by problem where it has one. */
  counter: string | null
  fields?: Fields
}>

function event<Fields = NoFields>(
  level: Level,
  means: string,
  counter: string | null = null,
): Event<Fields> {
  return { level, means, counter }
}
