import { clientKeyAlgorithms } from '../../lib/client-key.ts'
import { anyText, oneOf, openidScope, visibleText } from '../../lib/env-values.ts'
import { consumerScope } from '../consumer-banking.ts'
import { type Answers, type Question, question } from './question.ts'

/** What to say for a client id that nobody has given out yet: all else can be settled before. */
export const notYetRegistered = 'not-yet-registered'

const clientAuths = ['private_key_jwt', 'client_secret_post', 'client_secret_basic'] as const

export const usesKeys = (answers: Answers) => answers['client-auth'] === 'private_key_jwt'

export const clientQuestions: readonly Question[] = [
  question({
    flag: 'client-id',
    asks: 'Client id',
    why: `As the External Application shows it. None yet? Say ${notYetRegistered}, and go on.`,
    kind: visibleText('a client id: no spaces'),
  }),
  question({
    flag: 'client-auth',
    asks: 'How the app proves who it is',
    why: 'private_key_jwt: by a key of its own. client_secret_post, client_secret_basic: by a secret.',
    kind: oneOf(...clientAuths),
    // What the developer site makes for Garden has a secret.
    fallback: ({ environment }) =>
      environment === 'garden' ? 'client_secret_post' : 'private_key_jwt',
  }),
  question({
    flag: 'client-secret-file',
    asks: 'Client secret',
    why: 'It is not shown, and goes into a file of its own that only you may read.',
    kind: anyText('the secret you were given'),
    when: (answers) => !usesKeys(answers) && answers['client-id'] !== notYetRegistered,
    isSecret: true,
  }),
  question({
    flag: 'alg',
    asks: 'Algorithm of the key',
    why: 'ES256, PS256 or RS256, for a new key. What is in .data/client-keys.json is kept as it is.',
    kind: oneOf(...clientKeyAlgorithms),
    fallback: () => 'ES256',
    when: usesKeys,
  }),
  question({
    flag: 'scope',
    asks: 'Scope of a sign-in',
    why: 'Each has to be allowed for the External Application too.',
    kind: openidScope,
    fallback: ({ environment }) => scopes[environment ?? ''] ?? null,
  }),
]

const scopes: Readonly<Record<string, string>> = {
  garden: consumerScope,
  // Which scope brings an employee a refresh token is not public.
  identity: 'openid profile email',
  own: 'openid profile email offline_access',
}
