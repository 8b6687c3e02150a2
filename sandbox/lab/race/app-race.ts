import { setTimeout as wait } from 'node:timers/promises'
import { larkspur } from '../../institutions.ts'
import type { Lab } from '../lab.ts'
import { Browser } from './browser.ts'
import { type Round, type Run, runRound } from './round.ts'
import { authorize } from './sign-in.ts'
import type { TokenRequests } from './token-requests.ts'

/** Access tokens of this one grant live so long: those of the sign-in, then those of the first refresh. */
const firstSeconds = 1
/** Long enough that all requests of a round are in before they end. */
const nextSeconds = 6
const afterEndMs = 200

/**
 * Visits the app as a person would, with access tokens that end soon, and asks for its accounts page fifty
 * times at once as soon as they have ended: twice.
 *
 * @throws {RaceStopped} where the visitor does not get that far
 */
export async function raceTheApp(
  lab: Lab,
  tokenRequests: TokenRequests,
  signal: AbortSignal,
): Promise<readonly Round[]> {
  const { realm, grants } = lab
  const page = new URL(`/institutions/${larkspur}/accounts`, realm.appUrl)
  const browser = new Browser(signal)

  try {
    await authorize(lab, browser, {
      step: 'Sign in at the app',
      path: '/auth/authorize',
      tokenSeconds: null,
    })
    // What the app does for the first time takes longer; that is not what is measured.
    await browser.load(new URL('/institutions', realm.appUrl)).catch(() => null)
    const query = new URLSearchParams({ institutionId: larkspur, returnTo: page.pathname })
    const runner = await authorize(lab, browser, {
      step: 'Enter Larkspur Bank',
      path: `/auth/authorize?${query}`,
      tokenSeconds: firstSeconds,
    })

    const rounds: Round[] = []
    for (const [ends, next] of [
      [firstSeconds, nextSeconds],
      [nextSeconds, null],
    ] as const) {
      grants.setTokenSeconds(runner.grantId, next)
      await wait(ends * 1000 + afterEndMs, null, { signal })
      rounds.push(await runRound(() => ask(browser, page), runner, tokenRequests))
    }
    return rounds
  } finally {
    await leave(browser, realm.appUrl)
  }
}

async function ask(browser: Browser, page: URL): Promise<Pick<Run, 'shown' | 'answer'>> {
  const { status, location, body } = await browser.load(page)
  // A page that could not get the accounts says so in their place, and is a 200 as well.
  const shown = status === 200 && body.includes(`${page.pathname}/larkspur-`)
  if (shown) return { shown, answer: '200' }
  const where = location ? `to ${location.pathname}` : 'without accounts'
  return { shown, answer: `${status} ${where}` }
}

/** A visitor signs out. Whether that works is another story. */
async function leave(browser: Browser, appUrl: string): Promise<void> {
  await browser.submit(new URL('/auth/logout', appUrl), []).catch(() => null)
}
