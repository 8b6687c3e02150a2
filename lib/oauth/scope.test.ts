import { expect, test } from 'vitest'
import {
  accountsReadScope,
  accountsWriteScope,
  addScopes,
  featuresOf,
  missingScopes,
} from './scope.ts'

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
