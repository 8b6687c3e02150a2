import { expect, test } from '@playwright/test'
import type { Script } from './scripted-issuer.ts'
import { profiles, type RunningProfile, startProfile } from './scripted-profiles.ts'
import {
  answerTo,
  expectNothingShown,
  expectRefusal,
  grantsIn,
  inJuniper,
  institutionsIn,
  linkTo,
  pageOf,
  pendingIn,
  sessionOf,
  untilItEnds,
} from './scripted-visit.ts'

// Somebody is in Juniper Credit Union and asks for Larkspur Bank. Whatever comes back in its place, under
// each reading of how an institution is chosen: its problem page, and nothing stored, sent or shown.

type Scripted = (world: RunningProfile) => Script

/** What the two tokens name; null for nothing. */
function named(idToken: unknown, accessToken: unknown): Scripted {
  return ({ claim }) => ({ idToken: { [claim]: idToken }, accessToken: { [claim]: accessToken } })
}

function opaque(idToken: unknown): Scripted {
  return ({ claim }) => ({ idToken: { [claim]: idToken }, tokens: { access_token: 'opaque' } })
}

const wrongInstitutions: [string, Scripted][] = [
  ['another bank in the access token', named(null, 'juniper')],
  ['another bank in the ID token', named('juniper', null)],
  ['another bank in both tokens', named('juniper', 'juniper')],
  ['the bank in the ID token, another in the access token', named('larkspur', 'juniper')],
  ['the bank in the access token, another in the ID token', named('juniper', 'larkspur')],
  ['Institution Zero in the tokens', named(null, 'nought')],
  ['no bank in any token', named(null, null)],
  ['an opaque access token, and no bank in the ID token', opaque(null)],
  ['an opaque access token, and another bank in the ID token', opaque('juniper')],
  ['a list of the one bank', named(null, ['larkspur'])],
  ['a list of the one bank in the ID token', named(['larkspur'], null)],
  ['the bank in one token, a list of it in the other', named('larkspur', ['larkspur'])],
  ['a number for a bank', named(null, 7)],
  ['an object for a bank', named(null, { larkspur: true })],
  ['an empty text for a bank', named(null, '')],
  ['the bank in other letters', named(null, 'Larkspur')],
  ['the bank and a blank', named(null, 'larkspur ')],
]

const wrongTokens: [string, Scripted][] = [
  [
    'an ID token of another issuer',
    ({ other }) => ({ idToken: { iss: other.url }, idTokenKey: other.privateKey }),
  ],
  ['an ID token with the key of another issuer', ({ other }) => ({ idTokenKey: other.privateKey })],
  ['an access token of another issuer', ({ other }) => ({ accessToken: { iss: other.url } })],
  ['an ID token for the client of another bank', () => ({ idToken: { aud: 'foyer-juniper' } })],
  [
    'an ID token for the client of another bank too',
    ({ clientOf }) => {
      const azp = clientOf('larkspur')
      return { idToken: { aud: [azp, 'foyer-juniper'], azp } }
    },
  ],
]

const wrongAnswers: [string, Scripted, string][] = [
  ...wrongInstitutions.map(([what, script]) => [what, script, 'wrong-institution'] as const),
  ...wrongTokens.map(([what, script]) => [what, script, 'untrusted-response'] as const),
].map(([what, script, code]) => [what, script, code])

for (const profile of profiles) {
  test.describe(`under the profile ${profile}`, () => {
    let world: RunningProfile
    test.beforeAll(async () => {
      world = await startProfile(profile)
    })
    test.afterAll(() => world.stop())

    for (const [what, scripted, code] of wrongAnswers) {
      test(`${what} is refused`, async () => {
        const { browser, before } = await inJuniper(world)
        Object.assign(world.ours.script, scripted(world))

        const { url } = await browser.open(linkTo('larkspur'))

        await expectRefusal(world, browser, { url, code, before })
        expect(world.ours.callsTo('/token')).toHaveLength(1)
        expect(world.other.callsTo('/token')).toEqual([])

        world.reset()
        await browser.open(linkTo('larkspur'))
        expect(institutionsIn(await sessionOf(browser))).toContain('larkspur')
      })
    }

    for (const [what, iss] of [
      ['names itself', {}],
      ['names nobody', { iss: null }],
    ] as const) {
      test(`an answer of another issuer that ${what} gets the code sent to nobody`, async () => {
        const { browser, before } = await inJuniper(world)
        world.other.script.redirect = iss
        const asked = new URL((await browser.request(linkTo('larkspur'))).location)
        const back = await browser.request(`${world.other.url}/auth${asked.search}`)

        const { url } = await browser.open(back.location)

        await expectRefusal(world, browser, { url, code: 'untrusted-response', before })
        expect(world.ours.callsTo('/token')).toEqual([])
        expect(world.other.callsTo('/token')).toEqual([])
      })
    }

    test('an answer of another issuer under a false name is redeemed where we asked', async () => {
      const { browser, before } = await inJuniper(world)
      world.other.script.redirect = { iss: world.ours.url }
      const asked = new URL((await browser.request(linkTo('larkspur'))).location)
      const back = await browser.request(`${world.other.url}/auth${asked.search}`)

      const { url } = await browser.open(back.location)

      await expectRefusal(world, browser, { url, code: 'issuer-refused', before })
      expect(world.ours.callsTo('/token')).toHaveLength(1)
      expect(world.other.callsTo('/token')).toEqual([])
    })

    for (const [server, trustsCodes] of [
      ['a server that looks', false],
      ['a careless server', true],
    ] as const) {
      test(`the code of one bank with the state of another is refused, at ${server} too`, async () => {
        const { browser, before } = await inJuniper(world)
        const mine = new URL(await answerTo(browser, 'larkspur'))
        const theirs = new URL(await answerTo(browser, 'juniper'))
        mine.searchParams.set('code', theirs.searchParams.get('code') ?? '')
        world.ours.script.trustsCodes = trustsCodes

        const { url } = await browser.open(mine.href)

        const isRedeemed = trustsCodes && profile !== 'consumer'
        const code = isRedeemed ? 'untrusted-response' : 'issuer-refused'
        await expectRefusal(world, browser, { url, code, before, pending: 1 })
        expect(world.other.callsTo('/token')).toEqual([])
      })
    }

    test("a state with the cookie of another bank's sign-in is worth nothing", async () => {
      const { browser, before } = await inJuniper(world)
      const juniper = await answerTo(browser, 'juniper')
      const [theirs = ''] = pendingIn(browser)
      const larkspur = await answerTo(browser, 'larkspur')
      const [mine = ''] = pendingIn(browser).filter((name) => name !== theirs)
      const stale = { code: 'stale-sign-in', before, pending: 1 }

      browser.jar.set(mine, browser.jar.get(theirs) ?? '')
      await expectRefusal(world, browser, { ...stale, url: (await browser.open(larkspur)).url })
      browser.jar.delete(mine)
      await expectRefusal(world, browser, { ...stale, url: (await browser.open(larkspur)).url })

      expect(world.ours.callsTo('/token')).toEqual([])
      expect(new URL((await browser.open(juniper)).url).pathname).toBe(pageOf('juniper'))
    })

    test('an opaque access token will do where the ID token names the bank', async () => {
      const { browser, before } = await inJuniper(world)
      Object.assign(world.ours.script, opaque('larkspur')(world))

      await browser.open(linkTo('larkspur'))

      const after = institutionsIn(await sessionOf(browser))
      expect(after).toEqual([...institutionsIn(before), 'larkspur'])
    })

    for (const [what, scripted] of [
      ['another bank in the access token', named(null, 'juniper')],
      ['another bank in the ID token', named('juniper', 'larkspur')],
    ] as const) {
      test(`${what} of a refresh ends that grant, and leaves the others alone`, async () => {
        const { browser, before } = await inJuniper(world)
        world.ours.script.accessTokenSeconds = 1
        await browser.open(linkTo('larkspur'))
        await untilItEnds(browser, 'larkspur')
        world.reset()
        Object.assign(world.ours.script, scripted(world))

        const { url } = await browser.open(pageOf('larkspur'))

        expect(new URL(url).pathname).toBe('/problem/session-over')
        expect(grantsIn(await sessionOf(browser))).toEqual(grantsIn(before))
        await expectNothingShown(world, browser)
      })
    }

    if (profile === 'parameter') return

    test('without a claim, client or issuer decide, whatever the tokens name', async () => {
      const { browser, before } = await inJuniper(world)
      const issuer = world.issuerOf('quiet')

      for (const claimed of [null, 'juniper']) {
        Object.assign(issuer.script, named(claimed, claimed)(world))
        await browser.open(linkTo('quiet'))
        const after = institutionsIn(await sessionOf(browser))
        expect(after).toEqual([...institutionsIn(before), 'quiet'])
      }
      const clients = issuer.callsTo('/token').map(({ body }) => body.get('client_id'))
      expect(clients).toEqual(['foyer-quiet', 'foyer-quiet'])
    })
  })
}
