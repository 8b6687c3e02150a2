import { isRequired } from '../authorization/scopes.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'

type Consent = Readonly<{
  clientName: string
  personName: string
  /** null: the person's own profile, at Institution Zero. */
  institutionName: string | null
  describe: (scope: string) => string
  /** The scopes to decide about. */
  questions: readonly string[]
  /** Those the person allowed before in this session. */
  settled: readonly string[]
}>

/** Asks a person whether an app may have what it asks for, in plain words, piece by piece. */
export function consentPage(consent: Consent): string {
  const { clientName, personName, institutionName, describe, questions, settled } = consent
  const optional = questions.filter((scope) => !isRequired(scope))
  const item = (scope: string) => html`<li>${describe(scope)}</li>`

  return layout(
    `Allow ${clientName}?`,
    html`<p>You are signed in as <strong>${personName}</strong>. ${clientName} asks for access to
<strong>${institutionName ?? 'your profile'}</strong>, to:</p>
<form method="post">
${optional.length < questions.length && html`<ul>${questions.filter(isRequired).map(item)}</ul>`}
${optional.length > 0 && choices(optional, describe)}
${settled.length > 0 && html`<p>You allowed this before:</p><ul>${settled.map(item)}</ul>`}
<div class="choices">
<button class="main" name="answer" value="allow">Allow</button>
<button name="answer" value="deny">Deny</button>
</div>
</form>`,
  )
}

function choices(scopes: readonly string[], describe: (scope: string) => string) {
  return html`<fieldset>
<legend>Untick what you do not want to allow</legend>
${scopes.map(
  (scope, index) =>
    html`<div class="choice"><input type="checkbox" id="scope-${index}" name="scope" value="${scope}" checked><label for="scope-${index}">${describe(scope)}</label></div>
`,
)}</fieldset>`
}
