import { writeFileSync } from 'node:fs'
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
    institutionId: id,
    name: names[id],
    clientId: `foyer-${id}`,
    clientSecretEnv: secretName(id),
    institutionParameter: null,
    institutionClaim: id === 'quiet' ? null : claim,
    ...(isConsumer && bankAt(issuers[id])),
  }))
  const file = join(temporaryFolder('profile'), 'institutions.json')
  writeFileSync(file, JSON.stringify(entries))

  const app = await startApp({
    env: {
      ...(isConsumer ? {} : ours.clientEnv),
      ...(profile === 'parameter' ? {} : { INSTITUTIONS_FILE: file, ...secrets }),
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

export type RunningProfile = Awaited<ReturnType<typeof startProfile>>

function bankAt({ url }: ScriptedIssuer) {
  return { issuer: url, api: 'consumer', apiUrl: `${url}/api`, scope: 'openid profile' }
}

const secretName = (id: string) => `${id.toUpperCase()}_SECRET`
const secrets = Object.fromEntries(Object.keys(names).map((id) => [secretName(id), `hush-${id}`]))
