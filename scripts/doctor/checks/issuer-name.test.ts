import { expect, test } from 'vitest'
import { differenceOf } from './issuer-name.ts'

const ours = 'https://login.bank.test/a/oidc'

test.each([
  ['https://login.bank.test/a/oidc/', 'a slash at the end'],
  ['https://login.bank.test/A/oidc', 'capital and small letters'],
  ['https://login.bank.test:443/a/oidc', 'a port that need not be written'],
  ['https://login.bank.test:8443/a/oidc', 'another port'],
  ['http://login.bank.test/a/oidc', 'http and https'],
  ['https://login.bank.test/a/oidc/v0', 'another path'],
  ['https://www.bank.test/a/oidc', 'another host'],
  ['login', 'theirs is no address'],
])('an issuer that calls itself %s differs by %s', (theirs, difference) => {
  expect(differenceOf(ours, theirs)).toBe(difference)
})
