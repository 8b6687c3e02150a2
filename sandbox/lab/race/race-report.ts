import { type Html, html } from '../../pages/html.ts'
import type { LabPage } from '../lab.ts'
import { labLayout } from '../layout.ts'
import { legend, picture } from './picture.ts'
import type { Result } from './race.ts'
import { racer } from './racer.ts'
import { type Round, runners } from './round.ts'
import { RaceStopped } from './stopped.ts'

type Shown = Readonly<{
  appUrl: string
  /** The title of the fault that is armed, if one is. */
  armed: string | null
  last: Result | null
  pages: readonly LabPage[]
}>

/** What the race is, the button that runs it, and what the last one brought. */
export function raceReport({ appUrl, armed, last, pages }: Shown): string {
  return labLayout(
    'The race',
    '/lab/race',
    pages,
    html`<p class="lead">Fifty pages are asked for at once, and the access token they need has just ended. A
server that changes refresh tokens at every use takes the second use of one for theft.</p>
${armed === null ? start(appUrl) : inTheWay(armed)}
${last && result(last)}`,
  )
}

function start(appUrl: string): Html {
  return html`<form method="post" action="/lab/race"><button class="main">Run the race</button>
<p class="hint">Takes about ten seconds. The sandbox itself visits the app at ${appUrl}: it signs ${racer.name} in,
enters Larkspur Bank, waits until the access token has ended, and asks for ${runners} pages of accounts at once;
then all over again, at the next end. Only the tokens of this visitor end so soon.</p></form>`
}

function inTheWay(fault: string): Html {
  return html`<div class="problem" role="alert"><h2>A fault is armed</h2><p>“${fault}” would strike this visitor
too. <a href="/lab">Reset the lab</a>, then run the race.</p></div>`
}

function result({ at, app, naive }: Result): Html {
  const time = new Date(at).toISOString()
  return html`<section id="result" aria-labelledby="result-title" tabindex="-1">
<h2 id="result-title">What happened</h2>
<p>Run on <time datetime="${time}">${time.slice(0, 10)} at ${time.slice(11, 19)} UTC</time>.</p>
<div class="sides">
<section aria-labelledby="app-side">
<h3 id="app-side">The app, really: measured now</h3>
${app instanceof RaceStopped ? stopped(app) : appSide(app)}
</section>
<section aria-labelledby="naive-side">
<h3 id="naive-side">A naive client, simulated</h3>
${naiveSide(naive)}
</section>
</div>
${legend}
</section>`
}

function appSide(rounds: readonly Round[]): Html {
  const isOneEach = rounds.every(({ runs, tokenRequests }) => {
    return tokenRequests.length === 1 && runs.every(({ shown }) => shown)
  })
  return html`<p>${
    isOneEach
      ? 'Whoever came first renewed the token, and all others waited for the same answer.'
      : 'Not every page was shown by one renewal: this app does not share it, or this machine was too busy.'
  } Token requests are counted at the sandbox’s own token endpoint.</p>
${pictures('app', 'the app', rounds)}`
}

function naiveSide(rounds: readonly Round[]): Html {
  return html`<p>This is not the app: ${runners} workers of a client made up for this page, which all send the
refresh token that they share to the same token endpoint. One gets tokens; the next use ends the grant, and
those tokens with it (<a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, 4.14.2</a>).</p>
${pictures('naive', 'the naive client', rounds)}
<p>The person has to sign in again.</p>`
}

const ends = ['The token has ended', 'The next one has ended']

function pictures(id: string, who: string, rounds: readonly Round[]): Html[] {
  return rounds.map(
    (round, index) => html`<div><h4>${ends[index] ?? ''}</h4>
${picture(`${id}-${index}`, `Round ${index + 1} of ${who}`, round)}</div>
`,
  )
}

function stopped({ step, message, advice }: RaceStopped): Html {
  return html`<div class="problem" role="alert"><h4>It stopped at: ${step}</h4><p>${message} ${advice}</p></div>`
}
