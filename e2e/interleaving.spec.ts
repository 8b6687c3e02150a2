import { randomInt } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { decodeJwt } from 'jose'
import { type Browser, newBrowser } from './browser-client.ts'
import { canaryOf } from './scripted-api.ts'
import type { ScriptedIssuer } from './scripted-issuer.ts'
import { type Mixture, personCookie, startMixture } from './scripted-profiles.ts'
import { grantsIn, linkTo, pageOf, sessionOf } from './scripted-visit.ts'

// Two people at two browsers, each in three institutions, do everything at once and in any order. To see
// the same choices again: INTERLEAVING_SEED=<seed>.

const seed = Number(process.env.INTERLEAVING_SEED ?? randomInt(2 ** 31))
const requests = 1000
/** Each person signs in anew before each round; within one, so many requests are under way at a time. */
const rounds = 5
const tabs = 4
/** An access token is refused after so many calls, long before it ends: each then needs a refresh. */
const accessTokenUses = 10

const institutions = ['larkspur', 'juniper', 'harbor'] as const
const people = ['ada', 'ben'] as const
type Institution = (typeof institutions)[number]
type Person = (typeof people)[number]
type Page = Awaited<ReturnType<Browser['open']>>

test('of a thousand requests, each has the right token and each page is its own', async () => {
  test.setTimeout(180_000)
  const world = await startMixture()
  for (const issuer of world.issuers) issuer.script.accessTokenUses = accessTokenUses
  const pick = picker(seed)

  const faults = await Promise.all(people.map((person) => visit(world, person, pick)))
  await world.stop()

  const wrong = [...faults.flat(), ...world.issuers.flatMap(wrongCalls)]
  expect(wrong, `INTERLEAVING_SEED=${seed}`).toEqual([])
  for (const issuer of world.issuers) expect(issuer.refreshes()).toBeGreaterThan(10)
})

type Pick = <T>(list: readonly T[]) => T

/** Everything one person does, and what was wrong with what they saw. */
async function visit({ app }: Mixture, person: Person, pick: Pick): Promise<string[]> {
  const browser = newBrowser(app.url)
  browser.elsewhere.cookie = personCookie(person)
  const seen: string[] = []

  for (let round = 0; round < rounds; round += 1) {
    await browser.open('/auth/authorize')
    if (round === 0) for (const institution of institutions) await browser.open(linkTo(institution))
    let left = requests / people.length / rounds
    const tab = async () => {
      while (left-- > 0) {
        const institution = pick(institutions)
        const { goesTo, load } = pick(steps)
        const page = await load(browser, institution)
        seen.push(...wrongWith(page, person, goesTo === 'institution' ? institution : null))
      }
    }
    await Promise.all(Array.from({ length: tabs }, tab))
  }
  const grants = grantsIn(await sessionOf(browser))
  expect(grants).toHaveLength(1 + institutions.length)
  return seen
}

type Step = Readonly<{
  goesTo: 'institution' | 'nowhere'
  load: (browser: Browser, institution: Institution) => Promise<Page>
}>

const accounts: Step = {
  goesTo: 'institution',
  load: (browser, institution) => browser.open(pageOf(institution)),
}
const account: Step = {
  goesTo: 'institution',
  load: (browser, institution) => browser.open(`${pageOf(institution)}/a-1`),
}
const enterAgain: Step = {
  goesTo: 'institution',
  load: (browser, institution) => browser.open(linkTo(institution)),
}
const refresh: Step = {
  goesTo: 'institution',
  load: (browser, institutionId) =>
    browser.open('/auth/refresh', {
      method: 'POST',
      form: { institutionId, returnTo: pageOf(institutionId) },
    }),
}
const choose: Step = { goesTo: 'nowhere', load: (browser) => browser.open('/institutions') }
const profile: Step = { goesTo: 'nowhere', load: (browser) => browser.open('/profile') }
const steps = [accounts, accounts, accounts, account, account, enterAgain, refresh, choose, profile]

/** A page of an institution shows the canary of who asked, there; no page ever shows another. */
function wrongWith({ status, url, body }: Page, person: Person, at: Institution | null): string[] {
  const shown = [...new Set(body.match(/\w+-at-\w+/g))]
  const expected = at ? [canaryOf({ person: subjectAt(at, person), institutionId: at })] : []
  const isOthers = body.includes(person === 'ada' ? 'Ben Sato' : 'Ada Okafor')
  const isRight = status === 200 && `${shown}` === `${expected}` && !isOthers
  return isRight ? [] : [`${person}: ${url} answered ${status} and showed ${shown}`]
}

/** At Harbor Bank, each goes by the name that the other has everywhere else. */
function subjectAt(institution: Institution, person: Person): Person {
  if (institution !== 'harbor') return person
  return person === 'ada' ? 'ben' : 'ada'
}

/** Calls whose token is of another person, institution or issuer than their path. */
function wrongCalls({ url, calls }: ScriptedIssuer): string[] {
  return calls.flatMap(({ path, authorization }) => {
    if (!path.startsWith('/api/')) return []
    const [, , first, second, third] = path.split('/')
    const [person, institution] = first === 'users' ? [second, 'nought'] : [third, first]
    const { iss, sub, institutionId } = decodeJwt(authorization.replace('Bearer ', ''))
    const isRight = iss === url && sub === person && institutionId === institution
    return isRight ? [] : [`${path} with the token of ${sub} at ${institutionId} by ${iss}`]
  })
}

/** Picks by numbers that are the same for the same seed (mulberry32). */
function picker(state: number): Pick {
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T
}
