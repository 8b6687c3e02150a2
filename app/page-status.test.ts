import { expect, test } from 'vitest'
import { statusOf } from './page-status.ts'

const accounts = '/institutions/larkspur/accounts'
const at = (address: string) => statusOf(new URL(address, 'https://foyer.test'))

test.each([
  '/',
  '/institutions',
  '/institutions?for=service',
  '/service',
  '/service?institutionId=larkspur&query=wren&offset=25',
  accounts,
  `${accounts}?query=wren&status=Active&offset=25`,
  `${accounts}?status=&_rsc=abc`,
  `${accounts}/larkspur-0001`,
  `${accounts}/larkspur-0001?saved=name.0`,
  `${accounts}/larkspur-0001/edit/name`,
  `${accounts}/larkspur-0001/edit/name?draft=x&outcome=unknown`,
  `${accounts}/larkspur-0001/edit/name?outcome=constructor`,
  `${accounts}/larkspur-0001?from=2026-03-01&to=2026-03-31&query=rent&least=-50`,
  `${accounts}?task=t-1`,
  '/problem/access-denied',
])('%s may be asked for', (address) => {
  expect(at(address)).toBeNull()
})

test.each([
  ['/institutions?offset=-1', 400],
  ['/problem/store-unavailable', 503],
  ['/problem/too-many-attempts', 429],
  ['/service?institutionId=a&institutionId=b', 400],
  ['/service?institutionId=a%2Fb', 400],
  ['/service?institutionId=zero', 400],
  ['/service?institutionId=larkspur&offset=-1', 400],
  ['/service?query=a%00b', 400],
  [`${accounts}?offset=-1`, 400],
  [`${accounts}?query=a&query=b`, 400],
  [`${accounts}?status=Sleeping`, 400],
  [`${accounts}/a%00b`, 404],
  [`${accounts}/..%2Fusers`, 404],
  [`${accounts}/%252e%252e`, 404],
  [`${accounts}/${'a'.repeat(129)}`, 404],
  [`${accounts}/a%5Cb/edit/name`, 404],
  [`${accounts}/larkspur-0001/edit/name?draft=x&outcome=invalid`, 400],
  [`${accounts}/larkspur-0001/edit/dates?draft=x&outcome=conflict`, 409],
  [`${accounts}/larkspur-0001/edit/details?draft=x&outcome=not-permitted`, 403],
])('%s answers %d', (address, status) => {
  expect(at(address)).toBe(status)
})
