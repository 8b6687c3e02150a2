import { expect, test } from 'vitest'
import {
  accountsReadScope,
  accountsWriteScope,
  addScopes,
  featuresOf,
  missingScopes,
} from './scope.ts'

const stayConnected = 'stay connected: once this access ends, you will be asked to sign in again'

test('a request adds scopes of the list, each once, and no other', () => {
  const wanted = `${accountsWriteScope} ${accountsReadScope} admin  ${accountsWriteScope}`
  expect(addScopes(`openid ${accountsReadScope}`, wanted)).toBe(
    `openid ${accountsReadScope} ${accountsWriteScope}`,
  )
  expect(addScopes('openid', null)).toBe('openid')
})

test('what was asked for and not granted is missing; more than was asked for is not', () => {
  const asked = `openid offline_access ${accountsReadScope}`
  expect(missingScopes(asked, `openid ${accountsWriteScope}`)).toEqual([
    'offline_access',
    accountsReadScope,
  ])
  expect(missingScopes(asked, `${asked} extra`)).toEqual([])
  expect(missingScopes(accountsReadScope, `${accountsReadScope}.all`)).toEqual([accountsReadScope])
})

test('each scope that a feature needs has words, and the others have none', () => {
  expect(featuresOf([accountsReadScope, accountsWriteScope, 'offline_access'])).toHaveLength(3)
  expect(featuresOf(['openid', 'constructor'])).toEqual([])
})

test.each([
  [accountsReadScope, 'see accounts and their balances'],
  [accountsWriteScope, 'change accounts'],
  ['https://api.banno.com/consumer/auth/accounts.readonly', 'see accounts and their balances'],
  [
    'https://api.banno.com/consumer/auth/transactions.detail.readonly',
    'see what was paid in and out of accounts',
  ],
  ['https://api.banno.com/consumer/auth/offline_access', stayConnected],
  ['offline_access', stayConnected],
])('without %s, Foyer may not %s', (scope, words) => {
  expect(featuresOf([scope])).toEqual([words])
})
