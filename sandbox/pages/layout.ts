import { type Html, html } from './html.ts'

/** For pages that need more than the others: a style sheet besides, and a name for it to begin with. */
type Manner = Readonly<{ stylesheet?: string; bodyClass?: string }>

/** A whole document. Every page says at its top that this is no bank. */
export function layout(title: string, content: Html, manner: Manner = {}): string {
  const { stylesheet = null, bodyClass = null } = manner
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · Local sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
${stylesheet && html`<link rel="stylesheet" href="${stylesheet}">`}
</head>
<body${bodyClass && html` class="${bodyClass}"`}>
<header class="bar"><strong>Local sandbox</strong> People, institutions and money here are made up.</header>
<main>
<h1>${title}</h1>
${content}
</main>
<footer>Unofficial. It stands in for a sign-in service on this machine; no data leaves it.</footer>
</body>
</html>
`.markup
}

/** What went wrong with a form, above it; takes the focus, so that a screen reader begins there. */
export function errorSummary(message: string | null): Html | null {
  return message === null
    ? null
    : html`<div class="problem" role="alert" tabindex="-1" autofocus><h2>There is a problem</h2><p>${message}</p></div>`
}
