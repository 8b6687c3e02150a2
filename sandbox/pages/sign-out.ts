import type { KoaContextWithOIDC } from 'oidc-provider'
import { html } from './html.ts'
import { layout } from './layout.ts'

/** Asks before the session ends. The engine checks the secret of the form and the address to return to. */
export function renderSignOut(bankName: string | null) {
  return (ctx: KoaContextWithOIDC): void => {
    const { oidc } = ctx
    const secret = oidc.session?.state?.secret
    ctx.body = layout(
      'Sign out?',
      html`<p>This ends your session at ${bankName ?? 'the sign-in service'}. Of the apps you opened with it, those that are told end theirs too.</p>
<form method="post" action="${oidc.urlFor('end_session_confirm')}">
<input type="hidden" name="xsrf" value="${typeof secret === 'string' ? secret : null}">
<div class="choices">
<button class="main" name="logout" value="yes">Yes, sign out</button>
<button>No, stay signed in</button>
</div>
</form>`,
    )
  }
}

export function renderSignedOut(ctx: KoaContextWithOIDC): void {
  // Where the person said no, the engine names the client they stay signed in for.
  const title = ctx.oidc.client ? 'You are still signed in' : 'You are signed out'
  ctx.body = layout(title, html`<p>You may close this page.</p>`)
}
