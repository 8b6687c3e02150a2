import { z } from 'zod'
import { label, oneOf, origin } from '../../lib/env-values.ts'
import { isLoopback } from '../../lib/url.ts'
import { profiles } from '../profile.ts'
import { clientQuestions } from './client-questions.ts'
import { consumerQuestions } from './consumer-questions.ts'
import { type Answers, type Question, question } from './question.ts'
import { institutionQuestions, serverQuestions } from './server-questions.ts'

/** The environments that setup knows something of. */
export const environments = {
  sandbox: 'the sandbox of this project, on this machine',
  garden: 'consumer banking: the demo bank Garden, or a bank of yours (--host)',
  identity: "Jack Henry Identity: an institution's employees",
  own: 'another authorization server of yours',
} as const

export type Environment = keyof typeof environments

const port = z
  .string()
  .regex(/^[1-9]\d{0,4}$/)
  .refine((value) => Number(value) <= 65_533)
  .describe('a port number from 1 to 65533')

const names = Object.keys(environments) as Environment[]

/** All there is to know, in the order in which it is asked. */
export const questions: readonly Question[] = [
  question({
    flag: 'environment',
    asks: 'Environment',
    why: names.map((name) => `${name}: ${environments[name]}`).join('\n'),
    kind: oneOf(...names),
  }),
  question({
    flag: 'app-url',
    asks: 'Public origin of the app',
    why: 'Where browsers find it, letter by letter: the redirect URI is made of it.',
    kind: origin,
    fallback: () => 'http://localhost:3000',
  }),
  question({
    flag: 'port',
    asks: 'Port',
    why: 'Where the app listens, behind its public origin. An origin on this machine says it already.',
    kind: port,
    fallback: () => '3000',
    when: (answers) => portIn(answers) === null,
  }),
  ...[
    question({
      flag: 'profile',
      asks: 'Profile',
      why: 'parameter, clients or consumer: how the app chooses an institution, see docs/institutions.md.',
      kind: oneOf(...Object.keys(profiles)),
      fallback: () => 'parameter',
    }),
    question({
      flag: 'sandbox-port',
      asks: 'Port of the sandbox',
      why: 'Its two banks have the ports after it.',
      kind: port,
      fallback: () => '4400',
    }),
  ].map((it) => onlyFor(it, 'sandbox')),
  ...consumerQuestions.map((it) => onlyFor(it, 'garden')),
  ...serverQuestions.map((it) => onlyFor(it, 'identity', 'own')),
  ...clientQuestions.map((it) => onlyFor(it, 'garden', 'identity', 'own')),
  ...institutionQuestions.map((it) => onlyFor(it, 'identity', 'own')),
  question({
    flag: 'label',
    asks: 'Bar on top of every page',
    why: 'A short text, so that nobody takes a test environment for production. None: no bar.',
    kind: label,
    mayBeNone: true,
    fallback: ({ environment }) => (environment === 'sandbox' ? 'Local sandbox' : ''),
  }),
]

/** The port that the app's own address names; null where something else answers there. */
export function portIn(answers: Answers): string | null {
  const url = URL.parse(answers['app-url'] ?? '')
  return url?.protocol === 'http:' && isLoopback(url.hostname) ? url.port || '80' : null
}

function onlyFor(it: Question, ...named: readonly Environment[]): Question {
  const when = (answers: Answers) =>
    named.some((name) => name === answers.environment) && it.when(answers)
  return { ...it, when }
}
