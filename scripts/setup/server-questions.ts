import {
  anyText,
  apiBase,
  issuerIdentifier,
  metadataAddress,
  openidScope,
  parameterName,
  visibleText,
} from '../../lib/env-values.ts'
import { notYetRegistered, usesKeys } from './client-questions.ts'
import { institutionIdKind, institutionNameKind } from './institution-kinds.ts'
import { issuerNamedAt } from './issuer.ts'
import { type Answers, type Question, question } from './question.ts'

/** Where the servers are: one issuer for all institutions, and the APIs. */
export const serverQuestions: readonly Question[] = [
  question({
    flag: 'discovery-url',
    asks: "Address of the issuer's metadata",
    why: 'OpenID Connect Discovery. None: below the issuer.',
    kind: metadataAddress,
    mayBeNone: true,
    fallback: ({ environment }) =>
      environment === 'identity'
        ? 'https://login.jackhenry.com/.well-known/openid-configuration'
        : '',
  }),
  question({
    flag: 'issuer',
    asks: 'Issuer',
    why: 'Letter by letter as in the metadata, from where it is read if it can be.',
    kind: issuerIdentifier,
    fallback: (answers) => issuerNamedAt(answers['discovery-url'] ?? ''),
  }),
  question({
    flag: 'api-url',
    asks: 'Base of the resource APIs',
    why: 'What the accounts are read from, with the tokens of this issuer.',
    kind: apiBase,
  }),
]

const hasInstitution = (answers: Answers) => Boolean(answers['institution-id'])
const hasOwnClient = (answers: Answers) => Boolean(answers['institution-client-id'])

/** The first institution, and how it is asked for. Others are added to the file by hand. */
export const institutionQuestions: readonly Question[] = [
  question({
    flag: 'institution-id',
    asks: 'Id of an institution',
    why: 'As tokens name it. None: the API is asked for them, at a path that is assumed.',
    kind: institutionIdKind,
    mayBeNone: true,
    fallback: ({ environment }) => (environment === 'own' ? '' : null),
  }),
  question({
    flag: 'institution-name',
    asks: 'Name of this institution',
    why: 'As people see it.',
    kind: institutionNameKind,
    when: hasInstitution,
  }),
  question({
    flag: 'institution-client-id',
    asks: 'Client id for this institution',
    why: 'Where it has an External Application of its own. None: the same client for all.',
    kind: visibleText('a client id: no spaces'),
    mayBeNone: true,
    fallback: () => '',
    when: hasInstitution,
  }),
  question({
    flag: 'institution-client-secret-file',
    asks: 'Secret of this client',
    why: 'Each client has its own. It is not shown, and goes into a file of its own.',
    kind: anyText('the secret you were given'),
    when: (answers) =>
      hasOwnClient(answers) &&
      !usesKeys(answers) &&
      answers['institution-client-id'] !== notYetRegistered,
    isSecret: true,
  }),
  question({
    flag: 'institution-parameter',
    asks: 'Parameter that names the institution',
    why: 'Of the authorization request. Its real name is not public: ask.',
    kind: parameterName,
    fallback: () => 'institutionId',
    when: (answers) => !hasOwnClient(answers),
  }),
  question({
    flag: 'institution-claim',
    asks: 'Claim that names the institution',
    why: 'Of the ID token or the access token. What it says is checked every time.',
    kind: visibleText('the name of a claim'),
    fallback: () => 'institutionId',
  }),
  question({
    flag: 'institution-scope',
    asks: 'Scope for entering an institution',
    why: 'Of a sign-in, and what the APIs need. Each has to be allowed for the client.',
    kind: openidScope,
    fallback: (answers) => answers.scope ?? null,
  }),
]
