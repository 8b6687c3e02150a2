import { apiUrlOf, issuerOf, type Realm } from '../authorization/realm.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'

/** What this is, for who opens the address of the sandbox itself. */
export function frontPage(realm: Realm): string {
  const { appUrl, bank } = realm
  return layout(
    bank?.name ?? 'A sign-in service to try things with',
    html`<p>At this address two parts are played on your machine: an authorization server, and the banking
APIs that trust it. The app that signs people in here is at <a href="${appUrl}">${appUrl}</a>.</p>
<dl>
${bank && html`<dt>Institution</dt><dd><code>${bank.institutionId}</code></dd>`}
<dt>Issuer</dt><dd><code>${issuerOf(realm)}</code></dd>
<dt>Metadata</dt><dd><a href="/.well-known/openid-configuration">/.well-known/openid-configuration</a></dd>
<dt>APIs</dt><dd><code>${apiUrlOf(realm)}</code></dd>
<dt>Who can sign in</dt><dd><a href="/people">/people</a></dd>
<dt>What was asked of it</dt><dd><a href="/requests">/requests</a></dd>
${bank === null && html`<dt>What can go wrong</dt><dd><a href="/lab">/lab</a></dd>`}
</dl>`,
  )
}

export function accountSettingsPage(): string {
  return layout(
    'Account settings',
    html`<p>At a real sign-in service you would change your name, phone and time zone here. E-mail addresses
cannot be changed: they need a new invitation.</p>
<p>The people of the sandbox are as they are. See also <a href="/account-settings/security">security</a>.</p>`,
  )
}

export function securitySettingsPage(): string {
  return layout(
    'Security',
    html`<p>At a real sign-in service you would choose your password and second factor here.</p>
<p>In the sandbox both are fixed, and the sign-in page shows them. Back to
<a href="/account-settings">account settings</a>.</p>`,
  )
}
