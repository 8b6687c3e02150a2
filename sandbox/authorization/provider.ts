import {
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider'
import { renderError } from '../pages/error.ts'
import { renderSignedOut, renderSignOut } from '../pages/sign-out.ts'
import { serviceAccountOf } from '../service-accounts.ts'
import { accountOf, claimsOfScopes } from './account.ts'
import { checkAssertion } from './assertion.ts'
import { keepClientKeysFor } from './client-keys.ts'
import { type Grants, institutionOf, requireInstitutionOfClient } from './grants.ts'
import { apiUrlOf, issuerOf, type Realm } from './realm.ts'
import { inMemory, type Memory } from './storage.ts'

const hour = 3600
const day = 24 * hour

/**
 * The authorization server: the engine, made as strict as the server it stands in for.
 *
 * What is set here is either documented by Jack Henry or marked as an assumption in the README.
 */
export function createProvider(realm: Realm, grants: Grants, sessions: Memory): Provider {
  const provider = new Provider(issuerOf(realm), configuration(realm, grants, sessions))
  keepClientKeysFor(provider, realm.clientKeysSeconds)
  return provider
}

function configuration(realm: Realm, grants: Grants, sessions: Memory): Configuration {
  const { bank, secrets } = realm
  const apiUrl = apiUrlOf(realm)
  const scopes = [...Object.keys(realm.scopes), ...realm.serviceScopes]
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true } as const
  const cookieName = (what: string) => `sandbox-${new URL(realm.origin).port}-${what}`

  return {
    adapter: (name) => (name === 'Session' ? sessions : inMemory()),
    clients: [...realm.clients],
    jwks: { keys: [secrets.signingKey] },
    // Cookies ignore ports, so each server needs names of its own.
    cookies: {
      keys: [...secrets.cookieKeys],
      names: {
        session: cookieName('session'),
        interaction: cookieName('interaction'),
        resume: cookieName('resume'),
      },
      long: cookie,
      short: cookie,
    },

    scopes,
    claims: { ...claimsOfScopes, ...onRequestOnly(realm) },
    findAccount: accountOf(realm),
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
    issueRefreshToken: (_ctx, client, { scopes }) =>
      client.grantTypeAllowed('refresh_token') && scopes.has(realm.refreshScope),
    rotateRefreshToken: true,
    clockTolerance: 5,
    clientBasedCORS: () => false,
    fetch: appFetch(realm.appUrl),

    extraParams: bank ? [] : { institutionId: checkInstitution },
    loadExistingGrant: (ctx) => grants.load(ctx),
    extraTokenClaims: (_ctx, token) => ({
      // A bank's own server need not say which bank it is, and a service account may act for all.
      ...(!bank && {
        institutionId:
          ('grantId' in token
            ? institutionOf(token.grantId)
            : serviceAccountOf(token.clientId)?.institutionId) ?? undefined,
      }),
      // A JWT cannot be revoked: the API asks whether this grant still lives.
      grant: 'grantId' in token ? token.grantId : undefined,
    }),

    features: {
      backchannelLogout: { enabled: true },
      clientCredentials: { enabled: realm.serviceScopes.length > 0 },
      claimsParameter: { enabled: bank !== null },
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
        logoutSource: renderSignOut(bank?.name ?? null),
        postLogoutSuccessSource: renderSignedOut,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiUrl,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== apiUrl) throw new errors.InvalidTarget()
          return {
            scope: scopes.join(' '),
            audience: apiUrl,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          }
        },
      },
    },

    interactions: {
      policy: policy(grants),
      url: (_ctx, { prompt, uid }) => `/${prompt.name}/${uid}`,
    },
    renderError,

    ttl: {
      AccessToken: (_ctx, { grantId }) => grants.tokenSecondsOf(grantId),
      AuthorizationCode: 60,
      ClientCredentials: realm.accessTokenSeconds,
      Grant: 14 * day,
      IdToken: hour,
      Interaction: 600,
      RefreshToken: 14 * day,
      Session: 12 * hour,
    },
  }
}

function policy(grants: Grants) {
  const prompts = interactionPolicy.base()
  prompts.get('consent')?.checks.add(
    new interactionPolicy.Check('not_a_member', 'not a member of the institution', (ctx) => {
      grants.requireMember(ctx)
      return interactionPolicy.Check.NO_NEED_TO_PROMPT
    }),
  )
  return prompts
}

/** To the engine a claim of no scope is a name without a list. */
function onRequestOnly({ claimsOnRequest }: Realm): Record<string, null> {
  return Object.fromEntries(Object.keys(claimsOnRequest).map((name) => [name, null]))
}

function checkInstitution(ctx: KoaContextWithOIDC): void {
  requireInstitutionOfClient(ctx)
  keepOfflineAccess(ctx)
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
