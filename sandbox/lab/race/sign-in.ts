import { password } from '../../people.ts'
import type { Lab } from '../lab.ts'
import type { Browser } from './browser.ts'
import { racer } from './racer.ts'
import type { Runner } from './round.ts'
import type { Answer } from './send.ts'
import { RaceStopped } from './stopped.ts'

const mostHops = 12

/** One authorization of the app to walk through. */
type Walk = Readonly<{
  /** How the pages call it. */
  step: string
  /** Where it begins in the app. */
  path: string
  /** How long the access token of this grant lives; null: as long as all others. */
  tokenSeconds: number | null
}>

/**
 * Walks through an authorization as a person does: from the app to the sign-in service, its forms, and back.
 *
 * @returns what the app was granted
 * @throws {RaceStopped} where the way ends anywhere else
 */
export async function authorize(
  { realm, provider, grants }: Lab,
  browser: Browser,
  { step, path, tokenSeconds }: Walk,
): Promise<Runner> {
  const stop = (what: string, advice: string) => new RaceStopped(step, what, advice)
  const isOurs = ({ origin }: URL) => origin === realm.origin
  let url = new URL(path, realm.appUrl)

  for (let hops = 0; hops < mostHops; hops += 1) {
    const granted = await grantedAt(url)
    const { status, location } = await go(url)
    if (!location) {
      const advice = isOurs(url) ? byHand : otherApp
      throw stop(`The way ended at ${url.origin}${url.pathname}, answered ${status}.`, advice)
    }
    if (location.origin !== realm.appUrl && !isOurs(location)) {
      throw stop(`The app sent the visitor to ${location.origin}.`, otherApp)
    }
    const [, problem] = /^\/problem\/([\w-]+)$/.exec(location.pathname) ?? []
    if (problem) throw stop(`The app ended it with the problem “${problem}”.`, byHand)
    if (granted) return granted
    url = location
  }
  throw stop('The redirects have no end.', byHand)

  /** Known here before the app has the code. */
  async function grantedAt({ origin, pathname, searchParams }: URL): Promise<Runner | null> {
    if (origin !== realm.appUrl || pathname !== '/auth/callback') return null
    const code = await provider.AuthorizationCode.find(searchParams.get('code') ?? '')
    const { grantId, clientId } = code ?? {}
    if (!grantId || !clientId) throw stop('The sign-in service gave no code.', byHand)
    grants.setTokenSeconds(grantId, tokenSeconds)
    return { grantId, clientId }
  }

  async function go(to: URL): Promise<Answer> {
    const section = isOurs(to) ? to.pathname.split('/')[1] : null
    try {
      switch (section) {
        case 'login':
          return await browser.submit(to, [
            ['email', racer.email],
            ['password', password],
          ])
        case 'consent':
          return await browser.submit(to, [
            ['answer', 'allow'],
            ...Object.keys(realm.scopes).map((scope) => ['scope', scope]),
          ])
        default:
          return await browser.load(to)
      }
    } catch (error) {
      const why = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
      throw stop(`${to.origin} does not answer${why}.`, 'Start it, then run the race again.')
    }
  }
}

const byHand = 'Sign in at the app by hand: it says there what is wrong.'
const otherApp =
  'The race needs an app with Institution Zero and Larkspur Bank, as npm run demo starts it.'
