import { type Html, html } from '../pages/html.ts'
import { layout } from '../pages/layout.ts'
import type { LabPage } from './lab.ts'

/** A page of the lab: as wide as a slide, with a way to the other pages of the lab. */
export function labLayout(title: string, here: string, pages: readonly LabPage[], content: Html) {
  const links = pages.filter(({ name }) => name !== null)
  const nav = links.length > 1 && navigation(links, here)
  return layout(
    title,
    html`${nav}
${content}`,
    { stylesheet: '/lab/style.css', bodyClass: 'lab' },
  )
}

function navigation(links: readonly LabPage[], here: string): Html {
  return html`<nav aria-label="Lab"><ul class="ways">
${links.map(
  ({ path, name }) =>
    html`<li><a href="${path}"${path === here && html` aria-current="page"`}>${name}</a></li>
`,
)}</ul></nav>`
}
