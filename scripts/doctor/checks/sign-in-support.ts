import { type Check, ofEachServer } from '../check.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import { listOf, type Metadata, type Server } from '../server.ts'

export const signInSupport: Check = {
  name: 'sign-in-support',
  looksAt: 'whether each server supports what the app uses: code, PKCE with S256, refresh, iss',
  examine: ofEachServer((metadata, server) => {
    const isOneOfMany = server.clients.some(({ registration }) => registration.requiresIss)
    const found = [
      ...code(metadata),
      ...pkce(metadata),
      ...grants(metadata, server),
      ...responseIssuer(metadata, isOneOfMany),
      ...claimsParameter(metadata, server),
    ]
    return found.length > 0 ? found : [ok('code, PKCE with S256, and what else the app uses')]
  }),
}

function code(metadata: Metadata): Finding[] {
  const types = listOf(metadata, 'response_types_supported')
  if (types === null || types.includes('code')) return []
  return [wrong('no-code-flow')]
}

function pkce(metadata: Metadata): Finding[] {
  const methods = listOf(metadata, 'code_challenge_methods_supported')
  if (methods?.includes('S256')) return []
  return [methods ? wrong('no-s256') : wrong('pkce-unsaid')]
}

function grants(metadata: Metadata, { registrations }: Server): Finding[] {
  // OpenID Connect Discovery §3: what it means to list none.
  const types = listOf(metadata, 'grant_types_supported') ?? ['authorization_code', 'refresh_token']
  const wantsRefresh = registrations.some(({ registration }) =>
    /offline_access\b/.test(registration.scope),
  )
  const lacksRefresh = wantsRefresh && !types.includes('refresh_token')
  return [
    ...(types.includes('authorization_code') ? [] : [wrong('no-code-grant')]),
    ...(lacksRefresh ? [wrong('no-refresh-grant')] : []),
  ]
}

function responseIssuer(metadata: Metadata, isOneOfMany: boolean): Finding[] {
  if (!isOneOfMany || metadata.authorization_response_iss_parameter_supported === true) return []
  return [wrong('no-response-issuer')]
}

function claimsParameter(metadata: Metadata, { registrations }: Server): Finding[] {
  const isUsed = registrations.some(({ registration }) => registration.claims !== null)
  if (!isUsed || metadata.claims_parameter_supported === true) return []
  return [wrong('no-claims-parameter')]
}
