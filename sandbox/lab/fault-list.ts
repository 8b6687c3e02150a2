import { type Html, html } from '../pages/html.ts'
import type { Arming } from './armed.ts'
import { type Fault, groups, type Outcome } from './fault.ts'
import { faults } from './faults/all.ts'
import type { LabPage } from './lab.ts'
import { labLayout } from './layout.ts'
import { ways } from './ways.ts'

type Shown = Readonly<{ appUrl: string; last: Arming | null; pages: readonly LabPage[] }>

/** All faults on one page, step by step; the one that was armed last says what became of it. */
export function faultList({ appUrl, last, pages }: Shown): string {
  const present = Object.entries(groups)
  return labLayout(
    'Fault lab',
    '/lab',
    pages,
    html`<p class="lead">Arm one failure for the next flow, and watch what the app makes of it. It strikes once,
within ten minutes; arming another replaces it.</p>
${overview(last, appUrl)}
<nav aria-label="Steps"><ul class="ways">${present.map(
      ([group, name]) => html`<li><a href="#${group}">${name}</a></li>`,
    )}</ul></nav>
${present.map(
  ([group, name]) => html`<section aria-labelledby="${group}">
<h2 id="${group}">${name}</h2>
<ul class="cards">${faults
    .filter((fault) => fault.group === group)
    .map((fault) => card(fault, last?.fault === fault ? last : null, appUrl))}</ul>
</section>
`,
)}`,
  )
}

/** What there is to know without looking for the card. */
function overview(last: Arming | null, appUrl: string): Html {
  return html`<div class="overview">
<p>${last ? html`${stateOf(last)} <a href="#${last.fault.id}">Show it</a>` : 'Nothing is armed.'}</p>
<p><a href="${appUrl}/inspector">The app’s flow inspector</a></p>
<form method="post" action="/lab/reset"><button>Reset everything</button></form>
</div>`
}

function card(fault: Fault, arming: Arming | null, appUrl: string): Html {
  const { id, title, story, when, promise } = fault
  return html`<li><article class="card${arming && ' last'}" id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<h3 id="${id}-title">${title}</h3>
<p>${story}</p>
<dl>
<dt>Strikes</dt><dd>${ways[when].strikes}</dd>
<dt>${promise.where === 'works' ? 'It works' : 'The person sees'}</dt><dd>${seen(promise)}</dd>
<dt>The log says</dt><dd>${logged(promise)}</dd>
</dl>
${arming && status(arming, appUrl)}
<form method="post" action="/lab/arm"><input type="hidden" name="fault" value="${id}"><button aria-label="Arm: ${title}">Arm</button></form>
</article></li>
`
}

function seen({ where, sees, problem }: Outcome): Html {
  const at = { problem: '', page: ', in place on the page', sandbox: ', here', works: '' }[where]
  return html`“${sees}”${at}${problem && html` <code>${problem}</code>`}`
}

function logged({ log }: Outcome): Html {
  if (!log) return html`nothing: the app is never told`
  const { event, problem, reason } = log
  return html`<code>${[event, problem].filter(Boolean).join(' ')}</code>${reason !== undefined && html` ${reason}`}`
}

/** The last word of a card that was armed: where it shows. */
function status(arming: Arming, appUrl: string): Html {
  const { name, path } = ways[arming.fault.when]
  return html`<div class="status" role="status">
<p>${stateOf(arming)}</p>
<p><a href="${appUrl}${path}">${name}</a></p>
<p><a href="${appUrl}/inspector">See it in the inspector</a></p>
</div>`
}

function stateOf({ fault, until, struckAt, outcome }: Arming): Html {
  if (struckAt !== null) {
    return html`<strong>Struck: ${fault.title}</strong>, ${time(struckAt)}. ${outcome}`
  }
  return until > Date.now()
    ? html`<strong>Armed: ${fault.title}.</strong> It strikes ${ways[fault.when].strikes}, until ${time(until)}.`
    : html`<strong>Over: ${fault.title}</strong> met no such flow until ${time(until)}.`
}

function time(at: number): Html {
  const text = new Date(at).toISOString()
  return html`<time datetime="${text}">${text.slice(11, 19)} UTC</time>`
}
