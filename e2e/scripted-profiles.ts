import { writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { startApp, temporaryFolder } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

export const profiles = ['parameter', 'clients', 'consumer'] as const
export type Profile = (typeof profiles)[number]

const consumerClaim = 'https://api.banno.com/consumer/claim/institution_id'
const names = { larkspur: 'Larkspur Bank', juniper: 'Juniper Credit Union', quiet: 'Quiet Bank' }
type Id = keyof typeof names

/**
 * The app under one reading of how an institution is chosen, with two issuers to play the part: Larkspur
 * Bank is at `ours`; Juniper Credit Union too, or, where each bank is an issuer, at `other`. Quiet Bank is
 * at `ours` and never named by a claim: its client or issuer decide (not under `parameter`).
 */
export async function startProfile(profile: Profile) {
  const isConsumer = profile === 'consumer'
  const claim = isConsumer ? consumerClaim : 'institutionId'
  // An issuer that promises no `iss`: with several, its answers need one all the same.
  const metadata = isConsumer ? { authorization_response_iss_parameter_supported: undefined } : {}
  const ours = await startScriptedIssuer('ours', { claim, metadata })
  const other = await startScriptedIssuer('other', { claim, metadata })
  const quiet = isConsumer ? await startScriptedIssuer('quiet', { claim, metadata }) : ours
  const issuers = { larkspur: ours, juniper: isConsumer ? other : ours, quiet }

  const entries = (Object.keys(names) as Id[]).map((id) => ({
    ...ownClient(id),
    name: names[id],
    institutionParameter: null,
    institutionClaim: id === 'quiet' ? null : claim,
    ...(isConsumer && bankAt(issuers[id])),
  }))
  const app = await startApp({
    env: {
      ...(isConsumer ? {} : ours.clientEnv),
      ...(profile === 'parameter' ? {} : fileOf(entries)),
    },
  })
  const all = [...new Set([ours, other, quiet])]
  return {
    profile,
    clientOf: (id: Id) => (profile === 'parameter' ? 'foyer' : `foyer-${id}`),
    app,
    claim,
    ours,
    other,
    issuerOf: (id: Id) => issuers[id],
    reset: () => all.map((issuer) => issuer.reset()),
    stop: () => Promise.all([app.stop(), ...all.map((issuer) => issuer.close())]),
  }
}

/**
 * All readings in one app, for people who say who they are with a cookie at the issuer: Larkspur Bank by
 * parameter, Juniper Credit Union by a client of its own, Harbor Bank by an issuer of its own. What Ada is
 * called at one issuer, Ben is called at the other.
 */
export async function startMixture() {
  const ours = await startScriptedIssuer('ours', { personOf: (request) => named(request) })
  const other = await startScriptedIssuer('other', {
    personOf: (request) => (named(request) === 'ada' ? 'ben' : 'ada'),
  })
  const shared = { institutionParameter: null, institutionClaim: 'institutionId' }
  const entries = [
    { ...ownClient('juniper'), name: 'Juniper Credit Union', ...shared },
    {
      ...ownClient('harbor'),
      name: 'Harbor Bank',
      ...shared,
      issuer: other.url,
      apiUrl: `${other.url}/api`,
    },
  ]
  const app = await startApp({ env: { ...ours.clientEnv, ...fileOf(entries) } })
  return {
    app,
    issuers: [ours, other],
    ours,
    other,
    stop: () => Promise.all([app.stop(), ours.close(), other.close()]),
  }
}

/** The cookie at the issuers that says who is signed in there. */
export const personCookie = (person: string) => `person=${person}`

function named({ headers }: IncomingMessage): string {
  return headers.cookie?.replace('person=', '') ?? 'nobody'
}

function ownClient(id: string) {
  return { institutionId: id, clientId: `foyer-${id}`, clientSecretEnv: secretName(id) }
}

/** A file of institutions, and a secret for each. */
function fileOf(entries: readonly { institutionId: string }[]): Record<string, string> {
  const file = join(temporaryFolder('institutions'), 'institutions.json')
  writeFileSync(file, JSON.stringify(entries))
  const secrets = entries.map(({ institutionId: id }) => [secretName(id), `hush-${id}`])
  return { INSTITUTIONS_FILE: file, ...Object.fromEntries(secrets) }
}

export type RunningProfile = Awaited<ReturnType<typeof startProfile>>
export type Mixture = Awaited<ReturnType<typeof startMixture>>

function bankAt({ url }: ScriptedIssuer) {
  return { issuer: url, api: 'consumer', apiUrl: `${url}/api`, scope: 'openid profile' }
}

const secretName = (id: string) => `${id.toUpperCase()}_SECRET`
