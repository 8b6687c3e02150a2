import { expect, test } from 'vitest'
import { stepName, wordsFor } from './update-words.ts'

test.each([
  ['TaskStarted', 'Your bank has started'],
  ['EnrichmentAllAccountBalancesUpdated', 'All balances updated'],
  ['EnrichmentTransactionsUpdated', 'Transactions updated'],
  ['SomethingUnheardOf2Day', 'Something unheard of2 day'],
  ['Enrichment', 'Enrichment'],
  ['constructor', 'Constructor'],
])('the step %s is called %s', (type, name) => {
  expect(stepName(type)).toBe(name)
})

test('new balances are told while the bank goes on', () => {
  const news = { steps: [], state: 'running' } as const

  expect(wordsFor({ ...news, hasNewBalances: false }).says).toContain('is fetching')
  expect(wordsFor({ ...news, hasNewBalances: true }).says).toContain('balances are up to date')
})

test('a failure after the balances had come says both', () => {
  const { says } = wordsFor({ steps: [], state: 'failed', hasNewBalances: true })

  expect(says).toContain('balances are up to date')
  expect(says).toContain('could not finish')
})
