import type { ClientMetadata } from 'oidc-provider'

/** What every registration of the app has in common, whoever registers it. */
export function registeredApp(appUrl: string, scopes: readonly string[]) {
  return {
    client_name: 'Foyer',
    redirect_uris: [`${appUrl}/auth/callback`],
    post_logout_redirect_uris: [`${appUrl}/signed-out`],
    backchannel_logout_uri: `${appUrl}/auth/backchannel-logout`,
    // With this, ID tokens name the session here, and a notice names the one that is over.
    backchannel_logout_session_required: true,
    grant_types: ['authorization_code', 'refresh_token'],
    // The others would need a script in a page of ours.
    response_modes: ['query'],
    scope: scopes.join(' '),
  } satisfies Partial<ClientMetadata>
}

/** A registration that proves itself with the keys the app publishes. */
export function withKeys(appUrl: string, clientId: string) {
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'private_key_jwt',
    jwks_uri: `${appUrl}/.well-known/jwks.json`,
  } satisfies ClientMetadata
}
