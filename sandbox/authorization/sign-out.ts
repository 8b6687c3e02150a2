import type { KoaContextWithOIDC, Provider } from 'oidc-provider'

/**
 * Where nobody is signed in any more there is nothing to confirm. The engine would answer with a page that
 * posts itself by script; ours have none, so the browser is sent on at once.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout
 */
export function skipNeedlessSignOut(provider: Provider): void {
  provider.use(async (ctx, next) => {
    await next()
    const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
    if (oidc?.route !== 'end_session' || ctx.status !== 200 || oidc.session?.accountId) return

    // Only a registered address is left here by now.
    const { post_logout_redirect_uri: returnTo, state } = oidc.params ?? {}
    const target = new URL(
      typeof returnTo === 'string' ? returnTo : oidc.urlFor('end_session_success'),
    )
    if (typeof returnTo === 'string' && typeof state === 'string') {
      target.searchParams.set('state', state)
    }
    ctx.status = 303
    ctx.redirect(target.href)
  })
}
