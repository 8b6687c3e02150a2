import type { Configuration } from 'oidc-provider'
import { html } from './html.ts'
import { layout } from './layout.ts'

/** A request that cannot be answered by sending the browser back: shown here, to whoever made it. */
export const renderError: Configuration['renderError'] = (ctx, { error, error_description }) => {
  ctx.type = 'html'
  ctx.body = problemPage(
    'This request cannot go on',
    'The app that sent you here, or its settings, need a look. Nothing was signed in or out.',
    [error, error_description].filter(Boolean).join(': '),
  )
}

/** A page that says what stopped, and what an engineer would want to know. */
export function problemPage(title: string, advice: string, detail: string | null = null): string {
  return layout(
    title,
    html`<p>${advice}</p>${detail && html`<h2>For engineers</h2><p><code>${detail}</code></p>`}`,
  )
}
