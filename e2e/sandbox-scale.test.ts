import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import type { TokenAnswer } from './sandbox-client.ts'
import { accountScope, larkspur, visitSandbox } from './sandbox-visit.ts'

type Institution = { institutionId: string; name: string }

const max = 'max@example.test'
const full = visitSandbox({ SANDBOX_INSTITUTIONS: '10000', SANDBOX_ACCOUNTS: '10000' })
const usual = visitSandbox()
const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/

async function directoryOf({ api, grantFor }: typeof full, email: string): Promise<Institution[]> {
  const { access_token } = await grantFor(email)
  const answer = await api(access_token, `/users/${decodeJwt(access_token).sub}/institutions`)
  return (await answer.json()).institutions
}

test('Max may enter all there are: three as a rule, thousands on request', async () => {
  const few = await directoryOf(usual, max)
  expect(few).toHaveLength(3)

  const many = await directoryOf(full, max)
  expect(many).toHaveLength(10_000)
  expect(many.slice(0, 3)).toEqual(few)
  expect(new Set(many.map(({ institutionId }) => institutionId)).size).toBe(10_000)
  for (const { institutionId } of many.slice(3)) expect(institutionId).toMatch(uuid)
  expect(await directoryOf(full, 'ada@example.test')).toEqual(few)
})

test('some names are there to break careless pages, and two institutions share one', async () => {
  const names = (await directoryOf(full, max)).map(({ name }) => name)
  expect(names.filter((name) => name === 'Larkspur Bank').length).toBeGreaterThan(1)
  expect(names.some((name) => name.includes('<'))).toBe(true)
  expect(names.some((name) => /\p{Script=Arabic}/u.test(name))).toBe(true)
  expect(names.some((name) => name.length > 100)).toBe(true)
  expect(names.some((name) => name.length > 50 && !name.includes(' '))).toBe(true)
  expect(new Set(names).size).toBeGreaterThan(9_990)
})

test('an institution keeps its id and its accounts, whatever the number of others', async () => {
  const many = await directoryOf(full, max)
  expect(many[3]).toEqual({
    institutionId: 'a8b02275-d9f0-4050-882e-960f29029895',
    name: '<b>Tom & "Sons"</b> Savings',
  })
  const { institutionId = '' } = many.at(-1) ?? {}
  const tokens = await full.grantFor(max, { institutionId, scope: accountScope })
  const { accounts, total } = await (await full.inquire(tokens)).json()
  expect(total).toBe(12)
  expect(accounts[0].id).toBe(`${institutionId.slice(0, 8)}-0001`)
})

test('of ten thousand accounts a page is found at once, and the first are as ever', async () => {
  const ask = { institutionId: larkspur, scope: accountScope }
  const [tokens, few] = await Promise.all([full.grantFor(max, ask), usual.grantFor(max, ask)])
  const page = async (at: typeof full, bearer: TokenAnswer, body: object) =>
    (await at.inquire(bearer, body)).json()

  const first = await page(full, tokens, {})
  expect(first.total).toBe(10_000)
  expect(first.accounts).toEqual((await page(usual, few, {})).accounts)
  const last = await page(full, tokens, { offset: 9_990 })
  expect(last.accounts).toHaveLength(10)
  expect(last.accounts.at(-1).id).toBe('larkspur-10000')

  const began = performance.now()
  for (let turn = 0; turn < 10; turn++) {
    await page(full, tokens, { query: 'larkspur county', status: 'Active', offset: 0 })
  }
  // About 5 ms each on a slow machine: this only notices that something is sorted or rebuilt each time.
  expect(performance.now() - began).toBeLessThan(1_000)
})
