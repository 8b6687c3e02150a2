import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { vi } from 'vitest'
import { readClientKeys } from '#lib/client-key.ts'
import type { Registration } from '#lib/oauth/registration.ts'

export const issuerUrl = 'https://issuer.test'
export const clientId = 'foyer'

type Changes = Readonly<{
  /** Over the claims of the ID token; null: no ID token in the answer. */
  idToken?: Record<string, unknown> | null
  /** Over the claims of the access token; null: an opaque one. */
  accessToken?: Record<string, unknown> | null
  /** Over the members of the token response. */
  tokens?: Record<string, unknown>
  /** Over the members of the metadata. */
  metadata?: Record<string, unknown>
  /** Signs with a key that is not in the set, under a `kid` that is. */
  strangerSigns?: 'idToken' | 'accessToken'
  header?: Record<string, unknown>
  /** Answers a path itself. */
  answer?: Record<string, () => Response | Promise<Response>>
}>

/**
 * An authorization server of a few lines behind a stubbed `fetch`: metadata, keys and a token endpoint
 * that can be told to answer anything. What it was asked is in `calls`.
 */
export async function startIssuer(changes: Changes = {}) {
  const keys = await generateKeyPair('ES256', { extractable: true })
  const stranger = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  const calls: { path: string; body: URLSearchParams; headers: Headers }[] = []
  const script: Changes = { ...changes }

  async function sign(which: 'idToken' | 'accessToken', claims: Record<string, unknown>) {
    const present = Object.entries(claims).filter(([, value]) => value !== undefined)
    return new SignJWT(Object.fromEntries(present))
      .setProtectedHeader({ alg: 'ES256', kid: 'one', ...script.header })
      .sign(script.strangerSigns === which ? stranger.privateKey : keys.privateKey)
  }

  async function tokens() {
    const now = Math.floor(Date.now() / 1000)
    const accessToken =
      script.accessToken === null
        ? 'opaque-access-token'
        : await sign('accessToken', {
            iss: issuerUrl,
            sub: 'ada',
            aud: 'https://api.test',
            exp: now + 600,
            institutionId: 'larkspur',
            ...script.accessToken,
          })
    const idToken =
      script.idToken === null
        ? undefined
        : await sign('idToken', {
            iss: issuerUrl,
            sub: 'ada',
            aud: clientId,
            iat: now,
            exp: now + 3600,
            nonce: 'nonce',
            name: 'Ada Okafor',
            ...script.idToken,
          })
    return Response.json({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 600,
      refresh_token: 'refresh-token-2',
      id_token: idToken,
      ...script.tokens,
    })
  }

  const answers: Record<string, () => Response | Promise<Response>> = {
    '/.well-known/openid-configuration': () =>
      Response.json({
        issuer: issuerUrl,
        authorization_endpoint: `${issuerUrl}/auth?tenant=one`,
        token_endpoint: `${issuerUrl}/token`,
        jwks_uri: `${issuerUrl}/jwks`,
        end_session_endpoint: `${issuerUrl}/session/end`,
        revocation_endpoint: `${issuerUrl}/token/revocation`,
        authorization_response_iss_parameter_supported: true,
        id_token_signing_alg_values_supported: ['ES256'],
        ...script.metadata,
      }),
    '/jwks': () => Response.json({ keys: [jwk] }),
    '/token': tokens,
    '/token/revocation': () => new Response(null, { status: 200 }),
  }

  vi.stubGlobal('fetch', async (url: string | URL, init: RequestInit = {}) => {
    const { pathname } = new URL(url)
    calls.push({
      path: pathname,
      body: new URLSearchParams(String(init.body ?? '')),
      headers: new Headers(init.headers),
    })
    const answer = { ...answers, ...script.answer }[pathname]
    return answer ? answer() : new Response(null, { status: 404 })
  })

  return {
    calls,
    script,
    callsTo: (path: string) => calls.filter((call) => call.path === path),
    /** Any JWT of this issuer's. */
    sign: (claims: Record<string, unknown>, header: Record<string, unknown> = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'one', ...header })
        .sign(keys.privateKey),
  }
}

/** A registration at the scripted issuer; each issuer has metadata of its own to be asked for. */
export function registrationAt(changes: Partial<Registration> = {}): Registration {
  return {
    issuer: issuerUrl,
    discoveryUrl: `${issuerUrl}/.well-known/openid-configuration`,
    clientId,
    clientAuth: { method: 'client_secret_post', secret: 'a-secret' },
    redirectUri: 'http://localhost:3000/auth/callback',
    scope: 'openid profile',
    institutionParameter: 'institutionId',
    institutionClaim: 'institutionId',
    institutionZeroId: null,
    parameters: {},
    claims: null,
    requiresIss: false,
    ...changes,
  }
}

/** Forgets what this process knows of any issuer. */
export function forgetIssuers(): void {
  Reflect.deleteProperty(globalThis, Symbol.for('foyer.process-state'))
}

/** A fresh key of ours, as it would be configured. */
export async function newClientKey(alg: 'ES256' | 'PS256' | 'RS256') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = JSON.stringify({ ...(await exportJWK(privateKey)), alg })
  return { keys: readClientKeys(jwk, null), jwk, publicKey }
}
