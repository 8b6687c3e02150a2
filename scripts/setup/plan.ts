import { randomBytes } from 'node:crypto'
import { type ClientKeyAlgorithm, clientKeyAlgorithms } from '../../lib/client-key.ts'
import { consumerBank } from '../consumer-banking.ts'
import type { Profile } from '../profile.ts'
import { serviceClient, sharedServer } from '../sandbox-environment.ts'
import { institutionsFile } from '../sandbox-institutions.ts'
import { notYetRegistered, usesKeys } from './client-questions.ts'
import type { Answers } from './question.ts'
import { portIn } from './questions.ts'

/** A secret that a variable takes from a file. `text` is what to write there; null leaves it as it is. */
type SecretFile = Readonly<{ variable: string; path: string; text: string | null }>

/** What the answers come to. Paths are relative to the project, and nothing is written yet. */
export type Plan = Readonly<{
  /** What .env.local says itself. */
  variables: Readonly<Record<string, string>>
  /** The algorithm of a first key; null where a secret proves who we are. */
  keyAlg: ClientKeyAlgorithm | null
  secretFiles: readonly SecretFile[]
  institutions: Readonly<{ path: string; entries: unknown }> | null
  /** Whether the key proves who a service account is as well. */
  hasService?: boolean
}>

/** Where the app's private keys are written. */
export const keyFile = '.data/client-keys.json'

/** What to write for these answers; it has secrets that were made just now. */
export function planFor(answers: Answers): Plan {
  const part = partFor(answers)
  const { label } = answers
  return {
    ...part,
    variables: {
      APP_URL: answers['app-url'] ?? '',
      PORT: portIn(answers) ?? answers.port ?? '',
      SESSION_SECRET: randomBytes(32).toString('base64url'),
      ...part.variables,
      ...(label && { ENVIRONMENT_LABEL: label }),
    },
    keyAlg: clientKeyAlgorithms.find((alg) => alg === answers.alg) ?? part.keyAlg,
  }
}

function partFor(answers: Answers): Plan {
  switch (answers.environment) {
    case 'sandbox':
      return sandboxPart(answers)
    case 'garden':
      return consumerPart(answers)
    default:
      return serverPart(answers)
  }
}

function sandboxPart(answers: Answers): Plan {
  const port = Number(answers['sandbox-port'])
  const [sandboxUrl = '', ...bankUrls] = [0, 1, 2].map((it) => `http://127.0.0.1:${port + it}`)
  const profile = answers.profile as Profile
  const entries = institutionsFile(profile, bankUrls)
  return {
    variables: { ...sharedServer(profile, sandboxUrl), ...serviceClient(profile) },
    keyAlg: 'ES256',
    secretFiles: [],
    institutions: entries === null ? null : { path: '.data/institutions.json', entries },
    hasService: profile !== 'consumer',
  }
}

/** A bank of consumers is an issuer of its own: all is said in its entry. */
function consumerPart(answers: Answers): Plan {
  const { host = '' } = answers
  const secrets = secretFiles('client', `CLIENT_SECRET_${wordOf(host)}`, answers)
  const { claims, institutionClaim, ...bank } = consumerBank(`https://${host}`)
  const entry = {
    institutionId: answers['institution-id'] || host.replace(':', '-'),
    name: answers['institution-name'],
    ...bank,
    ...(answers['discovery-url'] && { discoveryUrl: answers['discovery-url'] }),
    clientId: answers['client-id'],
    clientAuth: answers['client-auth'],
    ...(secrets[0] && { clientSecretEnv: secrets[0].variable }),
    scope: answers.scope,
    // Without an id there is nothing to compare: only this bank answers at this issuer.
    ...(answers['institution-id'] ? { institutionClaim, claims } : { institutionClaim: null }),
  }
  return { variables: {}, keyAlg: null, secretFiles: secrets, institutions: file([entry]) }
}

/** One issuer for all institutions, and Institution Zero. */
function serverPart(answers: Answers): Plan {
  const id = answers['institution-id']
  const clientId = answers['institution-client-id']
  const discoveryUrl = answers['discovery-url']
  const own = clientId
    ? secretFiles('institution-client', 'CLIENT_SECRET_INSTITUTION', answers)
    : []
  const entry = {
    institutionId: id,
    name: answers['institution-name'],
    ...(clientId && { clientId, clientAuth: answers['client-auth'], institutionParameter: null }),
    ...(own[0] && { clientSecretEnv: own[0].variable }),
  }
  return {
    variables: {
      OIDC_ISSUER: answers.issuer ?? '',
      ...(discoveryUrl && { OIDC_DISCOVERY_URL: discoveryUrl }),
      OIDC_CLIENT_ID: answers['client-id'] ?? '',
      OIDC_CLIENT_AUTH: answers['client-auth'] ?? '',
      OIDC_SCOPE: answers.scope ?? '',
      INSTITUTION_SCOPE: answers['institution-scope'] ?? '',
      ...(!clientId && { INSTITUTION_PARAMETER: answers['institution-parameter'] ?? '' }),
      INSTITUTION_CLAIM: answers['institution-claim'] ?? '',
      INSTITUTION_DIRECTORY: id ? 'file' : 'api',
      API_URL: answers['api-url'] ?? '',
    },
    keyAlg: null,
    secretFiles: [...secretFiles('client', 'OIDC_CLIENT_SECRET', answers), ...own],
    institutions: id ? file([entry]) : null,
  }
}

function file(entries: unknown) {
  return { path: 'institutions.json', entries }
}

/** None with keys. What was typed gets a file of its own; else the file that a flag names is used. */
function secretFiles(whose: string, variable: string, answers: Answers): readonly SecretFile[] {
  if (usesKeys(answers)) return []
  const named = answers[`${whose}-secret-file`]
  if (named) return [{ variable, path: named, text: null }]
  const path = `.data/${variable.toLowerCase().replaceAll('_', '-')}`
  return [{ variable, path, text: answers[`${whose}-secret`] ?? notYetRegistered }]
}

function wordOf(host: string): string {
  return host.toUpperCase().replace(/[^A-Z0-9]+/g, '_')
}
