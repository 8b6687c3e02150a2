import { expect, test } from 'vitest'
import {
  accountAddress,
  accountsAddress,
  authorizeAddress,
  readQuery,
  readSegment,
} from './addresses.ts'

test('an address carries only the part of a search that is set', () => {
  expect(accountsAddress('larkspur')).toBe('/institutions/larkspur/accounts')
  expect(accountsAddress('larkspur', { query: 'a&b=c', status: 'Active', offset: 25 })).toBe(
    '/institutions/larkspur/accounts?query=a%26b%3Dc&status=Active&offset=25',
  )
  expect(accountsAddress('larkspur', { query: '', status: null, offset: 0 })).toBe(
    '/institutions/larkspur/accounts',
  )
})

test('an id cannot leave its path segment', () => {
  expect(accountAddress('larkspur', '../../auth/logout?x#y')).toBe(
    '/institutions/larkspur/accounts/..%2F..%2Fauth%2Flogout%3Fx%23y',
  )
})

test('a flow starts with what was asked for and nothing else', () => {
  expect(authorizeAddress()).toBe('/auth/authorize')
  expect(authorizeAddress({ institutionId: null, returnTo: '/institutions' })).toBe(
    '/auth/authorize?returnTo=%2Finstitutions',
  )
})

test('an id is read back from its segment as it was written', () => {
  const segment = accountAddress('larkspur', 'a/b ü%').split('/').at(-1) ?? ''

  expect(readSegment(segment)).toBe('a/b ü%')
  expect(readSegment('%e0%a4')).toBe('%e0%a4')
})

test('a query has a value for each name, and a list for one that comes again', () => {
  expect(readQuery(new URLSearchParams('a=1&b=&a=2&__proto__=c'))).toEqual(
    Object.fromEntries([
      ['a', ['1', '2']],
      ['b', ''],
      ['__proto__', 'c'],
    ]),
  )
})
