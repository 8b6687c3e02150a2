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
  const steps = Object.entries(groups)
  return labLayout(
    'Fault lab',
    '/lab',
    pages,
    html`<p class="lead">Arm one failure for the next flow, and watch what the app makes of it. It strikes once,
does not wait for ever, and gives way to the next that is armed.</p>
${overview(last, appUrl)}
<nav aria-label="Steps"><ul class="ways">
${steps.map(
  ([group, name]) => html`<li><a href="#${group}">${name}</a></li>
`,
)}</ul></nav>
${steps.map(([group, name]) => step(group, name, last, appUrl))}`,
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

function step(group: string, name: string, last: Arming | null, appUrl: string): Html {
  const here = faults.filter((fault) => fault.group === group)
  // What triggers a fault is the same for all of one step.
  const [first] = here
  return html`<section aria-labelledby="${group}">
<h2 id="${group}">${name}</h2>
<p class="hint">${first ? html`Strikes ${ways[first.when].strikes}.` : null}</p>
<ul class="cards">
${here.map((fault) => card(fault, last?.fault === fault ? last : null, appUrl))}</ul>
</section>
`
}

function card(fault: Fault, arming: Arming | null, appUrl: string): Html {
  const { id, title, story, promise } = fault
  return html`<li><article class="card${arming && ' last'}" id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<h3 id="${id}-title">${title}</h3>
<p>${story}</p>
<dl>
<dt>The person sees</dt><dd>${seen(promise)}</dd>
<dt>The app logs</dt><dd>${logged(promise)}</dd>
</dl>
${arming && status(arming, appUrl)}
<form method="post" action="/lab/arm"><input type="hidden" name="fault" value="${id}"><button aria-label="Arm: ${title}">Arm</button></form>
</article></li>
`
}

function seen({ where, sees, problem }: Outcome): Html {
  const quoted = html`“${sees}”`
  switch (where) {
    case 'problem':
      return html`${quoted}, at <code>/problem/${problem}</code>`
    case 'page':
      return html`${quoted}, in its place on the page`
    case 'sandbox':
      return html`${quoted}, at the sign-in service`
    case 'works':
      return html`${quoted}: it works`
  }
}

function logged({ log }: Outcome): Html {
  if (!log) return html`nothing`
  const { event, problem, reason } = log
  const said = [event, problem].filter(Boolean).join(' ')
  return html`<code>${said}</code>${reason !== undefined && html`: “${reason}”`}`
}

/** The last word of a card that was armed: where it shows. */
function status(arming: Arming, appUrl: string): Html {
  const { name, path } = ways[arming.fault.when]
  return html`<div class="status" role="status">
<p>${stateOf(arming)}</p>
<p><a class="button" href="${appUrl}${path}">${name}</a></p>
<p><a href="${appUrl}/inspector">See it in the inspector</a></p>
</div>`
}

function stateOf({ fault, until, struckAt, outcome }: Arming): Html {
  if (struckAt !== null) {
    return html`<strong>Struck: ${fault.title}</strong>, at ${time(struckAt)}. ${outcome}`
  }
  return until > Date.now()
    ? html`<strong>Armed: ${fault.title}.</strong> Strikes ${ways[fault.when].strikes}, until ${time(until)}.`
    : html`<strong>Over: ${fault.title}.</strong> There was no such flow until ${time(until)}.`
}

function time(at: number): Html {
  const text = new Date(at).toISOString()
  return html`<time datetime="${text}">${text.slice(11, 19)} UTC</time>`
}
