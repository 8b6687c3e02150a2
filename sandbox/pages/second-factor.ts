import { code } from '../people.ts'
import { html } from './html.ts'
import { errorSummary, layout } from './layout.ts'

/** Asks for the code a phone would show. Nobody here has a phone, so the page says it. */
export function secondFactorPage(problem: string | null): string {
  return layout(
    'Enter your code',
    html`${errorSummary(problem)}
<p>Your account asks for a second factor. In the sandbox the code is always <code>${code}</code>.</p>
<form method="post">
<label for="code">Code</label>
<p class="hint" id="code-hint">Six digits</p>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="10" aria-describedby="code-hint"${!problem && html` autofocus`}>
<div class="choices">
<button class="main">Continue</button>
<button name="cancel" value="yes" formnovalidate>Cancel</button>
</div>
</form>`,
  )
}
