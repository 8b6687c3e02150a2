import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  accountList,
  fetchStarted,
  refusal,
  taskEvents,
  transactionPage,
} from './api-contract/consumer.ts'
import { type Bank, ownPath, startBanks } from './bank-client.ts'

let banks: Awaited<ReturnType<typeof startBanks>>
let marram: Bank
let token: string

beforeAll(async () => {
  banks = await startBanks({ SANDBOX_TASK_MS: '400' })
  marram = banks.marram
  token = (await marram.grantFor('ada@example.test')).access_token
})

afterAll(() => banks.stop())

async function startFetch(): Promise<string> {
  const started = await marram.call(token, `${ownPath(token)}/fetch`, { method: 'PUT' })
  return fetchStarted.parse(await started.json()).taskId
}

function ask(taskId: string, query = ''): Promise<Response> {
  return marram.call(token, `${ownPath(token)}/tasks/${taskId}${query}`)
}

async function eventsOf(taskId: string, query = '') {
  return taskEvents.parse(await (await ask(taskId, query)).json())
}

/** Everything a task says, asked for as an app would. */
async function follow(taskId: string) {
  const all: z.infer<typeof taskEvents>['events'] = []
  while (all.at(-1)?.type !== 'TaskEnded') {
    const { version, events } = await eventsOf(taskId, `?sinceVersion=${all.length}`)
    expect(version).toBe(all.length + events.length)
    all.push(...events)
  }
  return all
}

async function accounts() {
  const response = await marram.call(token, `${ownPath(token)}/accounts`)
  return accountList.parse(await response.json()).accounts
}

async function newestBooked() {
  const response = await marram.call(
    token,
    `${ownPath(token)}/accounts/marram-ada-1/transactions?limit=5`,
  )
  const { transactions } = transactionPage.parse(await response.json())
  return transactions.find((it) => it.pendingStatus === 'Reconciled')
}

test('a fetch tells what it does, in order, and ends with success', async () => {
  const events = await follow(await startFetch())
  expect(events.map(({ type }) => type)).toEqual([
    'TaskStarted',
    'EnrichmentAccountsListed',
    'EnrichmentAllAccountBalancesUpdated',
    'EnrichmentTransactionsUpdated',
    'TaskEnded',
  ])
  expect(events.at(-1)).toMatchObject({ status: 'Success' })
  expect(events.map(({ date }) => date)).toEqual(events.map(({ date }) => date).sort())
})

test('balances are new when their event says so, and not before', async () => {
  await marram.order({ taskMs: 4_000 })
  const before = await accounts()
  const task = await startFetch()
  await eventsOf(task, '?sinceVersion=1')
  expect(await accounts()).toEqual(before)

  const { events } = await eventsOf(task, '?sinceVersion=2')
  expect(events.map(({ type }) => type)).toEqual(['EnrichmentAllAccountBalancesUpdated'])
  const after = await accounts()
  expect(after[0]?.balance).not.toBe(before[0]?.balance)
  for (const [index, { fetchedDate }] of after.entries()) {
    expect(Date.parse(fetchedDate)).toBeGreaterThan(Date.parse(before[index]?.fetchedDate ?? ''))
  }
  const newest = await newestBooked()
  expect(newest?.runningBalance).toBe(after[0]?.balance)
  expect(Date.now() - Date.parse(newest?.date ?? '')).toBeLessThan(10_000)
})

test.each([
  ['fail', 'Failure'],
  ['time-out', 'Timeout'],
])('a task that was ordered to %s ends with %s, and changes nothing', async (nextTask, status) => {
  const before = await accounts()
  expect((await marram.order({ nextTask })).status).toBe(200)
  const events = await follow(await startFetch())
  expect(events.at(-1)).toMatchObject({ type: 'TaskEnded', status })
  expect(events.map(({ type }) => type)).not.toContain('EnrichmentAllAccountBalancesUpdated')
  expect(await accounts()).toEqual(before)
  // An order is for one task.
  expect((await follow(await startFetch())).at(-1)).toMatchObject({ status: 'Success' })
})

test('a stalled task says nothing more, and is held for seven seconds at a time', async () => {
  await marram.order({ nextTask: 'stall', taskMs: 0 })
  const task = await startFetch()
  await expect.poll(async () => (await eventsOf(task)).version).toBe(2)
  const asked = Date.now()
  expect(await eventsOf(task, '?sinceVersion=2')).toEqual({ version: 2, events: [] })
  expect(Date.now() - asked).toBeGreaterThan(6_900)
  expect(Date.now() - asked).toBeLessThan(10_000)
})

test('without a version a task tells all at once', async () => {
  await marram.order({ taskMs: 60_000 })
  const { version, events } = await eventsOf(await startFetch())
  expect(version).toBe(1)
  expect(events.map(({ type }) => type)).toEqual(['TaskStarted'])
})

test('a version that is not yet, or none, is refused; an unknown or foreign task is not found', async () => {
  const task = await startFetch()
  for (const version of ['99', '-1', 'x', '']) {
    const refused = await ask(task, `?sinceVersion=${version}`)
    expect(refused.status).toBe(400)
    refusal.parse(await refused.json())
  }
  expect((await ask(randomUUID())).status).toBe(404)
  const ben = (await marram.grantFor('ben@example.test')).access_token
  expect((await marram.call(ben, `${ownPath(ben)}/tasks/${task}`)).status).toBe(404)
})

test.each([
  ['that is unknown', { nextTask: 'explode' }],
  ['beside an unknown one', { nextTask: 'fail', colour: 'green' }],
  ['with an impossible time', { nextTask: 'fail', taskMs: -1 }],
])('an order %s is refused, and nothing of it is done', async (_what, order) => {
  expect((await marram.order(order)).status).toBe(400)
  expect((await follow(await startFetch())).at(-1)).toMatchObject({ status: 'Success' })
})

test('an order is for one bank', async () => {
  await banks.quince.order({ nextTask: 'fail' })
  expect((await follow(await startFetch())).at(-1)).toMatchObject({ status: 'Success' })
})
