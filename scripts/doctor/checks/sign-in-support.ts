import { type Check, ofEachServer } from '../check.ts'
import { type Finding, fault, ok, warning } from '../finding.ts'
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
  const why = 'The app signs people in with the authorization code flow, and no other.'
  return [fault('the server does not list the response type code', why, ask)]
}

function pkce(metadata: Metadata): Finding[] {
  const methods = listOf(metadata, 'code_challenge_methods_supported')
  if (methods?.includes('S256')) return []
  const why = 'PKCE ties the code to the browser that asked for it. The app always sends S256.'
  if (methods) return [fault('the server takes PKCE, but not with S256', why, ask)]
  const remedy = 'Nothing to do if signing in works: some servers support it without saying so.'
  return [warning('the server does not say that it supports PKCE', why, remedy)]
}

function grants(metadata: Metadata, { registrations }: Server): Finding[] {
  // OpenID Connect Discovery §3: what it means to list none.
  const types = listOf(metadata, 'grant_types_supported') ?? ['authorization_code', 'refresh_token']
  const wantsRefresh = registrations.some(({ registration }) =>
    /offline_access\b/.test(registration.scope),
  )
  const found: Finding[] = []
  if (!types.includes('authorization_code')) {
    const what = 'the server does not list the grant type authorization_code'
    found.push(fault(what, 'It is how the app signs people in.', ask))
  }
  if (wantsRefresh && !types.includes('refresh_token')) {
    const what = 'the server does not list the grant type refresh_token'
    const why = 'Access ends after about ten minutes, and people have to sign in again.'
    found.push(
      warning(what, why, 'Leave offline_access out of the scope, or ask for refresh tokens.'),
    )
  }
  return found
}

function responseIssuer(metadata: Metadata, isOneOfMany: boolean): Finding[] {
  if (!isOneOfMany || metadata.authorization_response_iss_parameter_supported === true) return []
  return [
    fault(
      'the server does not say that its answers carry iss',
      'With several servers, one could pass off its answer as another’s (RFC 9207). The app refuses answers without it.',
      'Ask the people who run the server; with one server alone the app does without.',
    ),
  ]
}

function claimsParameter(metadata: Metadata, { registrations }: Server): Finding[] {
  const isUsed = registrations.some(({ registration }) => registration.claims !== null)
  if (!isUsed || metadata.claims_parameter_supported === true) return []
  const what = 'the server does not say that claims can be asked for by name'
  const why = 'It may ignore "claims": then what was asked for is silently absent.'
  return [warning(what, why, 'See after a first sign-in whether they are there, on /profile.')]
}

const ask = 'Make sure that this is the right server, and ask the people who run it.'
