import { type Html, html } from '../../pages/html.ts'
import type { Round, Run, TokenRequest } from './round.ts'

/** Units of the drawing: it is stretched to the width of its place, so nothing in it may be text. */
const width = 1000
const rowHeight = 6
const barHeight = 4

/**
 * A round, drawn: a line for each run from its start to its end, and each token request as a mark across all
 * of them. Under it the same in words.
 *
 * @param id unlike any other on the page
 */
export function picture(id: string, name: string, { runs, tokenRequests }: Round): Html {
  const lastMs = Math.max(1, ...[...runs, ...tokenRequests].map(({ endMs }) => endMs))
  const height = runs.length * rowHeight
  const x = (ms: number) => ((Math.max(0, ms) / lastMs) * width).toFixed(1)
  const span = ({ startMs, endMs }: Run | TokenRequest) =>
    html`x="${x(startMs)}" width="${x(Math.max(endMs - startMs, lastMs / 250))}"`

  return html`<figure>
<figcaption id="${id}"><strong>${summary({ runs, tokenRequests })}</strong></figcaption>
<svg class="runs" role="img" aria-labelledby="${id}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">
${runs.map(
  (run, row) =>
    html`<rect class="${run.shown ? 'shown' : 'refused'}" ${span(run)} y="${row * rowHeight + 1}" height="${barHeight}"/>
`,
)}${tokenRequests.map(
  (request) =>
    html`<rect class="renewal${request.status !== 200 && ' in-vain'}" ${span(request)} y="0" height="${height}"/>
`,
)}</svg>
<p class="axis"><span>0 ms</span><span>${Math.round(lastMs)} ms</span></p>
<details>
<summary>${name} in words</summary>
${table('Token requests', tokenRequests, ({ status, reason }) => [status, reason].filter(Boolean).join(' '))}
${table('Requests, in the order in which they ended', runs, ({ answer, shown }) => `${answer}${shown ? ', shown' : ''}`)}
</details>
</figure>`
}

/** The one sentence of a round. */
export function summary({ runs, tokenRequests }: Round): string {
  const shown = runs.filter((run) => run.shown).length
  const asked = tokenRequests.length
  const requests = asked === 1 ? 'token request' : 'token requests'
  return `${shown} of ${runs.length} pages shown, ${asked} ${requests}`
}

function table<Row extends Run | TokenRequest>(
  caption: string,
  rows: readonly Row[],
  answer: (row: Row) => string,
): Html {
  return html`<table>
<caption>${caption}</caption>
<thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">Answer</th></tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><td>${Math.round(row.startMs)} ms</td><td>${Math.round(row.endMs)} ms</td><td>${answer(row)}</td></tr>
`,
  )}</tbody>
</table>`
}

/** What the signs in the pictures mean. */
export const legend = html`<ul class="legend">
<li><svg viewBox="0 0 36 12" aria-hidden="true"><rect class="shown" x="1" y="4" width="34" height="4"/></svg> a page, from its request to its end: shown</li>
<li><svg viewBox="0 0 36 12" aria-hidden="true"><rect class="refused" x="1" y="4" width="34" height="4"/></svg> not shown</li>
<li><svg viewBox="0 0 36 12" aria-hidden="true"><rect class="renewal" x="14" y="0" width="8" height="12"/></svg> a token request, answered with tokens</li>
<li><svg viewBox="0 0 36 12" aria-hidden="true"><rect class="renewal in-vain" x="14" y="0" width="8" height="12"/></svg> refused</li>
</ul>`
