import { type Person, password } from '../people.ts'
import { html } from './html.ts'
import { errorSummary, layout } from './layout.ts'

type Place = Readonly<{ bankName: string | null; people: readonly Person[] }>

/** The form for e-mail and password. What was typed as e-mail stays; the password never does. */
export function loginPage(
  { bankName, people }: Place,
  email: string,
  problem: string | null,
): string {
  const startAt = problem ? null : email ? 'password' : 'email'
  return layout(
    bankName === null ? 'Sign in' : `Sign in to ${bankName}`,
    html`${errorSummary(problem)}
<form method="post">
<label for="email">E-mail</label>
<input id="email" name="email" type="email" autocomplete="username" required maxlength="254" value="${email}"${startAt === 'email' && html` autofocus`}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${startAt === 'password' && html` autofocus`}>
<div class="choices">
<button class="main">Sign in</button>
<button name="cancel" value="yes" formnovalidate>Cancel</button>
</div>
</form>
<details>
<summary>Who can sign in</summary>
<p>Everybody’s password is <code>${password}</code>.</p>
<dl>
${people.map(({ name, email, because }) => html`<dt>${name}</dt><dd><code>${email}</code><br>${because}</dd>`)}
</dl>
</details>`,
  )
}
