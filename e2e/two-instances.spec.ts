import { expect, test } from '@playwright/test'
import { freePort } from '../scripts/port.ts'
import { whyNoRedis } from '../scripts/redis-server.ts'
import { startBalancer } from './balancer.ts'
import { type Answer, type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'
import { grantsIn, institutionsIn, sessionOf } from './scripted-visit.ts'
import { redis, type SessionPlace, sessionFile } from './session-places.ts'

// Two instances behind one address, of which one may be killed at any moment. Every connection goes to the
// other one than the last, so that each flow begins at one and goes on at the other.

const accountsPage = '/institutions/larkspur/accounts'
const firstSecret = 'the secret of the first generation'
const secondSecret = 'and the one of the second generation'
const longestLeaseMs = 30_000
const shown = new Set(['shown'])

let issuer: ScriptedIssuer
let balancer: Awaited<ReturnType<typeof startBalancer>>

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
  balancer = await startBalancer()
})
test.beforeEach(() => issuer.reset())
test.afterAll(async () => {
  balancer.close()
  await issuer.close()
})

underBoth('a session file', sessionFile)
underBoth('Redis', redis)

function underBoth(name: string, open: () => Promise<SessionPlace | null>): void {
  test.describe(`two instances on ${name}`, () => {
    let place: SessionPlace
    const instances: { port: number; app: App }[] = []

    test.beforeAll(async () => {
      const opened = await open()
      test.skip(opened === null, whyNoRedis)
      if (!opened) return
      place = opened
      instances.push(...(await Promise.all([start(), start()])))
    })
    test.beforeEach(() => lead())
    test.afterAll(async () => {
      await Promise.all(instances.splice(0).map(({ app }) => app.stop()))
      await place?.close()
    })

    async function start(port?: number, secret = firstSecret) {
      const listens = port ?? (await freePort())
      const app = await startApp({
        env: {
          ...issuer.clientEnv,
          ...place.env,
          APP_URL: balancer.url,
          PORT: String(listens),
          SESSION_SECRET: secret,
        },
      })
      return { port: listens, app }
    }

    /** To both of them, or to those of these numbers. */
    function lead(...numbers: number[]): void {
      const chosen = numbers.length > 0 ? numbers.map((at) => instances[at]) : instances
      balancer.leadTo(...chosen.flatMap((it) => it?.port ?? []))
    }

    async function killFirst(): Promise<void> {
      await instances[0]?.app.kill()
      lead(1)
    }

    async function restart(at: number, secret?: string): Promise<void> {
      const { app, port } = instances[at] ?? {}
      lead(1 - at)
      await app?.stop()
      instances[at] = await start(port, secret)
      lead()
    }

    /** @param seconds how long the access token for the institution lives */
    async function signedInBrowser(seconds = 600): Promise<Browser> {
      const browser = newBrowser(balancer.url)
      await browser.open('/auth/authorize')
      issuer.script.accessTokenSeconds = seconds
      await browser.open('/auth/authorize?institutionId=larkspur')
      issuer.script.accessTokenSeconds = 600
      return browser
    }

    test('who signed in at one goes on at the other, and signs out at either', async () => {
      const browser = await signedInBrowser()
      for (const at of [0, 1]) {
        lead(at)
        expect(outcomes([await browser.request(accountsPage)])).toEqual(shown)
      }

      lead(1)
      await browser.open('/auth/logout', { method: 'POST' })
      lead(0)
      expect(await browser.session()).toEqual({ error: 'no-session' })
    })

    test('in a browser, the next page may come from the other one', async ({ page }) => {
      lead(0)
      await page.goto(`${balancer.url}/auth/authorize`)
      await page.waitForURL('**/institutions')
      lead(1)
      await page.getByRole('link', { name: 'Larkspur Bank' }).click()
      await expect(page.getByText('Okafor Bakery').first()).toBeVisible()
      lead(0)
      await page.reload()
      await expect(page.getByText('Okafor Bakery').first()).toBeVisible()
    })

    test('fifty pages over both on an expired token are one refresh, and so is the next time', async () => {
      const browser = await signedInBrowser(1)

      for (let time = 1; time <= 2; time += 1) {
        await untilExpired(browser)
        const asked = issuer.refreshes()
        const answers = Array.from({ length: 50 }, () => browser.request(accountsPage))
        expect(outcomes(await Promise.all(answers))).toEqual(shown)
        expect(issuer.refreshes() - asked).toBe(1)

        issuer.script.accessTokenSeconds = 1
        await expect.poll(() => renewedFor(browser)).toBeLessThan(2_000)
        issuer.script.accessTokenSeconds = 600
      }
      expect(await place.leases()).toEqual([])
    })

    test('one killed during a refresh costs that grant at most, and for no longer than the lease', async () => {
      const browser = await signedInBrowser(1)
      await untilExpired(browser)
      const release = holdAnswersOf('/token')

      lead(0)
      const broken = browser.request(accountsPage).catch(() => null)
      await expect.poll(() => issuer.refreshes()).toBe(1)
      await killFirst()
      await broken
      release()

      const leases = await place.leases()
      expect(leases).toHaveLength(1)
      expect(leases[0]).toBeLessThanOrEqual(longestLeaseMs)
      // Whatever needs no such token goes on at once.
      expect((await browser.open('/institutions')).status).toBe(200)

      await place.endLeases()
      const { url, status } = await browser.open(accountsPage)
      expect([new URL(url).pathname, status]).toEqual(['/problem/session-over', 200])
      expect(institutionsIn(await sessionOf(browser))).toEqual(['zero'])
      await browser.open('/auth/authorize?institutionId=larkspur')
      expect(outcomes([await browser.request(accountsPage)])).toEqual(shown)
      await restart(0)
    })

    test('one killed during a callback costs that sign-in, and nothing of what was there', async () => {
      const browser = newBrowser(balancer.url)
      await browser.open('/auth/authorize')
      const release = holdAnswersOf('/token')
      lead(0)
      const { location } = await browser.request('/auth/authorize?institutionId=larkspur')
      const { location: callback } = await browser.request(location)

      const asked = issuer.callsTo('/token').length
      const broken = browser.request(callback).catch(() => null)
      await expect.poll(() => issuer.callsTo('/token').length).toBe(asked + 1)
      await killFirst()
      await broken
      release()

      const { url, status } = await browser.open(callback)
      expect([new URL(url).pathname, status]).toEqual(['/problem/stale-sign-in', 200])
      expect(institutionsIn(await sessionOf(browser))).toEqual(['zero'])
      expect(await place.leases()).toEqual([])
      await browser.open('/auth/authorize?institutionId=larkspur')
      expect(institutionsIn(await sessionOf(browser))).toEqual(['zero', 'larkspur'])
      await restart(0)
    })

    test('one killed during a logout has signed out', async () => {
      const browser = await signedInBrowser()
      const release = holdAnswersOf('/revoke')

      lead(0)
      const broken = browser.request('/auth/logout', { method: 'POST' }).catch(() => null)
      await expect.poll(() => issuer.callsTo('/revoke').length).toBeGreaterThan(0)
      await killFirst()
      await broken
      release()

      expect(await browser.session()).toEqual({ error: 'no-session' })
      expect(await place.leases()).toEqual([])
      await restart(0)
    })

    test('a new secret comes in two roll-outs, instance by instance, and signs nobody out', async () => {
      test.setTimeout(120_000)
      const everybody = [await signedInBrowser()]

      for (const secret of [`${firstSecret},${secondSecret}`, `${secondSecret},${firstSecret}`]) {
        for (const at of [0, 1]) {
          await restart(at, secret)
          everybody.push(await signedInBrowser())
          for (const only of [0, 1]) {
            lead(only)
            const pages = everybody.map((browser) => browser.request(accountsPage))
            expect(outcomes(await Promise.all(pages))).toEqual(shown)
          }
          lead()
        }
      }
    })
  })
}

/** The server does what it is asked, and keeps its answers back until it is released. */
function holdAnswersOf(path: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  issuer.script.holds = { [path]: promise }
  return resolve
}

/** Asks for a new token; answers for how many milliseconds the one that is there lives. */
async function renewedFor(browser: Browser): Promise<number> {
  await browser.request('/auth/refresh', { method: 'POST', form: { institutionId: 'larkspur' } })
  const { accessTokenExpiresAt } =
    grantsIn(await sessionOf(browser)).find(({ institutionId }) => institutionId === 'larkspur') ??
    {}
  return Date.parse(accessTokenExpiresAt ?? '') - Date.now()
}

async function untilExpired(browser: Browser): Promise<void> {
  const ends = grantsIn(await sessionOf(browser)).map((grant) =>
    Date.parse(grant.accessTokenExpiresAt),
  )
  await expect.poll(() => Date.now()).toBeGreaterThan(Math.min(...ends))
}

/** Pages that show the accounts are `shown`; the others say what they are instead. */
function outcomes(answers: readonly Answer[]): Set<string> {
  return new Set(
    answers.map(({ status, body, location }) =>
      status === 200 && body.includes('Okafor Bakery') ? 'shown' : `${status} ${location}`,
    ),
  )
}
