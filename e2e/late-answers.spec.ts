import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import {
  personCookie,
  profiles,
  type RunningProfile,
  startMixture,
  startProfile,
} from './scripted-profiles.ts'
import {
  answerTo,
  expectNothingShown,
  grantsIn,
  inJuniper,
  institutionsIn,
  linkTo,
  pageOf,
  pendingIn,
  sessionOf,
} from './scripted-visit.ts'

// Several flows of one browser at once, and answers that come in any order, or when nobody waits any more.
// That an answer after ten minutes is stale is told in lib/session/transaction.test.ts.

for (const profile of profiles) {
  test.describe(`under the profile ${profile}`, () => {
    let world: RunningProfile
    test.beforeAll(async () => {
      world = await startProfile(profile)
    })
    test.beforeEach(() => world.reset())
    test.afterAll(() => world.stop())

    const signedIn = profile === 'consumer' ? [] : ['zero']

    async function newVisit() {
      const browser = newBrowser(world.app.url)
      if (profile !== 'consumer') await browser.open('/auth/authorize')
      return browser
    }

    for (const order of [
      ['larkspur', 'juniper'],
      ['juniper', 'larkspur'],
    ] as const) {
      test(`two flows at once end where each began: ${order.join(', then ')}`, async () => {
        const browser = await newVisit()
        const answers = {
          larkspur: await answerTo(browser, 'larkspur'),
          juniper: await answerTo(browser, 'juniper'),
        }

        for (const [at, institutionId] of order.entries()) {
          const answer = await browser.request(answers[institutionId])

          expect(new URL(answer.location).pathname).toBe(pageOf(institutionId))
          const entered = order.slice(0, at + 1)
          expect(institutionsIn(await sessionOf(browser))).toEqual([...signedIn, ...entered])
        }
        expect(pendingIn(browser)).toEqual([])
      })
    }

    test('two answers at the same moment are both kept', async () => {
      const browser = await newVisit()
      if (profile === 'consumer') await browser.open(linkTo('quiet'))
      const before = institutionsIn(await sessionOf(browser))
      const answers = [await answerTo(browser, 'larkspur'), await answerTo(browser, 'juniper')]

      await Promise.all(answers.map((answer) => browser.request(answer)))

      const after = institutionsIn(await sessionOf(browser))
      expect(after.toSorted()).toEqual([...before, 'larkspur', 'juniper'].toSorted())
    })

    test('a flow that is refused takes no other with it, begun before or after', async () => {
      const { browser, before } = await inJuniper(world)
      const larkspur = await answerTo(browser, 'larkspur')
      const again = await answerTo(browser, 'juniper')
      world.ours.script.accessToken = { [world.claim]: 'elsewhere' }

      const refused = await browser.request(larkspur)
      expect(new URL(refused.location).pathname).toBe('/problem/wrong-institution')
      expect(await sessionOf(browser)).toBe(before)
      await expectNothingShown(world, browser)

      world.reset()
      const accepted = await browser.request(again)
      expect(new URL(accepted.location).pathname).toBe(pageOf('juniper'))
      expect(institutionsIn(await sessionOf(browser))).toEqual(institutionsIn(before))
    })

    test('an answer after signing out is stale, and signs nobody in', async () => {
      const { browser } = await inJuniper(world)
      const late = await answerTo(browser, 'larkspur')
      await browser.open('/auth/logout', { method: 'POST', form: {} })
      world.reset()

      const answer = await browser.request(late)

      expect(new URL(answer.location).pathname).toBe('/problem/stale-sign-in')
      expect(await browser.session()).toEqual({ error: 'no-session' })
      expect(world.ours.callsTo('/token')).toEqual([])
    })

    test('an answer that comes twice is taken once, and changes nothing of the others', async () => {
      const { browser, before } = await inJuniper(world)
      const larkspur = await answerTo(browser, 'larkspur')
      const answer = await browser.request(larkspur)
      const after = await sessionOf(browser)
      const twice = await browser.request(larkspur)

      expect(new URL(answer.location).pathname).toBe(pageOf('larkspur'))
      expect(new URL(twice.location).pathname).toBe('/problem/stale-sign-in')
      expect(await sessionOf(browser)).toBe(after)
      expect(grantsIn(after).slice(0, -1)).toEqual(grantsIn(before))
    })
  })
}

test('an answer begun by one person is worth nothing once another has signed in', async () => {
  const world = await startMixture()
  const browser = newBrowser(world.app.url)
  browser.elsewhere.cookie = personCookie('ada')
  await browser.open('/auth/authorize')
  const late = await answerTo(browser, 'harbor')

  browser.elsewhere.cookie = personCookie('ben')
  await browser.open('/auth/authorize?account=other')
  const before = await sessionOf(browser)
  const answer = await browser.request(late)

  expect(new URL(answer.location).pathname).toBe('/problem/stale-sign-in')
  expect(await sessionOf(browser)).toBe(before)
  expect(world.other.callsTo('/token')).toEqual([])
  await world.stop()
})
