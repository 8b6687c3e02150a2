import {
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider'
import { renderError } from '../pages/error.ts'
import { renderSignedOut, renderSignOut } from '../pages/sign-out.ts'
import type { Secrets } from '../secrets.ts'
import type { Settings } from '../settings.ts'
import { claimsOfScopes, findAccount } from './account.ts'
import { checkAssertion } from './assertion.ts'
import { clients } from './clients.ts'
import { type Grants, institutionOf, requireMember } from './grants.ts'
import { grantableScopes } from './scopes.ts'
import { inMemory } from './storage.ts'

const hour = 3600
const day = 24 * hour

/**
 * The authorization server: the engine, made as strict as the server it stands in for.
 *
 * What is set here is either documented by Jack Henry or marked as an assumption in the README.
 */
export function createProvider(settings: Settings, secrets: Secrets, grants: Grants): Provider {
  const provider = new Provider(settings.issuer, configuration(settings, secrets, grants))
  // The engine names the session in ID tokens only of clients registered for back-channel logout.
  provider.Client.prototype.includeSid = () => true
  return provider
}

function configuration(settings: Settings, secrets: Secrets, grants: Grants): Configuration {
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true } as const
  const cookieName = (what: string) => `sandbox-${settings.port}-${what}`

  return {
    adapter: inMemory,
    clients: clients(settings, secrets),
    jwks: { keys: [secrets.signingKey] },
    // Cookies ignore ports, so each sandbox needs names of its own.
    cookies: {
      keys: secrets.cookieKeys,
      names: {
        session: cookieName('session'),
        interaction: cookieName('interaction'),
        resume: cookieName('resume'),
      },
      long: cookie,
      short: cookie,
    },

    scopes: grantableScopes,
    claims: claimsOfScopes,
    findAccount,
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt', 'client_secret_post', 'client_secret_basic'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256'],
      clientAuthSigningAlgValues: ['ES256', 'PS256', 'RS256'],
    },

    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    assertJwtClientAuthClaimsAndHeader: checkAssertion,
    rotateRefreshToken: true,
    clockTolerance: 5,
    clientBasedCORS: () => false,
    fetch: appFetch(settings.appUrl),

    extraParams: { institutionId: keepOfflineAccess },
    loadExistingGrant: (ctx) => grants.load(ctx),
    extraTokenClaims: (_ctx, token) => ({
      institutionId: institutionOf('grantId' in token ? token.grantId : undefined),
      // A JWT cannot be revoked: the API asks whether this grant still lives.
      grant: 'grantId' in token ? token.grantId : undefined,
    }),

    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: renderSignOut,
        postLogoutSuccessSource: renderSignedOut,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => settings.apiUrl,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== settings.apiUrl) throw new errors.InvalidTarget()
          return {
            scope: grantableScopes.join(' '),
            audience: settings.apiUrl,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          }
        },
      },
    },

    interactions: {
      policy: policy(),
      url: (_ctx, { prompt, uid }) => `/${prompt.name}/${uid}`,
    },
    renderError,

    ttl: {
      AccessToken: settings.accessTokenSeconds,
      AuthorizationCode: 60,
      Grant: 14 * day,
      IdToken: hour,
      Interaction: 600,
      RefreshToken: 14 * day,
      Session: 12 * hour,
    },
  }
}

function policy() {
  const prompts = interactionPolicy.base()
  prompts.get('consent')?.checks.add(
    new interactionPolicy.Check('not_a_member', 'not a member of the institution', (ctx) => {
      requireMember(ctx)
      return interactionPolicy.Check.NO_NEED_TO_PROMPT
    }),
  )
  return prompts
}

/**
 * The engine drops `offline_access` from a request without `prompt=consent`. The real server documents no
 * such demand, so it is put back; the person is asked for it like for any other scope.
 */
function keepOfflineAccess({ oidc, query }: KoaContextWithOIDC): void {
  const asked = typeof query.scope === 'string' ? query.scope.split(' ') : []
  if (oidc.params && asked.includes('offline_access')) {
    oidc.params.scope = [...new Set([...oidc.requestParamScopes, 'offline_access'])].join(' ')
  }
}

/** The engine refuses to call loopback addresses. Our app is on one, so only its origin may be called. */
function appFetch(appUrl: string): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.origin !== appUrl) return fetch(input, init)
    const { dispatcher: _guard, ...rest } = { dispatcher: undefined, ...init }
    return fetch(url, { ...rest, redirect: 'error' })
  }
}
