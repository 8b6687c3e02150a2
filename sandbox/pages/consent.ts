import { html } from './html.ts'
import { layout } from './layout.ts'

type Consent = Readonly<{
  clientName: string
  personName: string
  /** null: the person's own profile, at Institution Zero. */
  institutionName: string | null
  asked: readonly string[]
  describe: (scope: string) => string
  /** Of those, what was allowed before in this session. */
  allowed: readonly string[]
}>

/** Asks a person whether an app may have what it asks for, in plain words. */
export function consentPage(consent: Consent): string {
  const { clientName, personName, institutionName, asked, describe, allowed } = consent
  const fresh = asked.filter((scope) => !allowed.includes(scope))
  const wanted = fresh.length > 0 ? fresh : asked
  const before = asked.filter((scope) => !wanted.includes(scope))
  const item = (scope: string) => html`<li>${describe(scope)}</li>`

  return layout(
    `Allow ${clientName}?`,
    html`<p>You are signed in as <strong>${personName}</strong>. ${clientName} asks for access to
<strong>${institutionName ?? 'your profile'}</strong>, to:</p>
<ul>
${wanted.map(item)}
</ul>
${before.length > 0 && html`<p>You allowed this before:</p><ul>${before.map(item)}</ul>`}
<form method="post">
<div class="choices">
<button class="main" name="answer" value="allow">Allow</button>
<button name="answer" value="deny">Deny</button>
</div>
</form>`,
  )
}
