import { expect, test } from 'vitest'
import { wayOn } from './way-on.ts'

const place = { institutionId: 'larkspur', address: '/institutions/larkspur/accounts?query=a' }

test('a missing scope leads to a consent that adds it, and back', () => {
  const { href } = wayOn('missing-scope', place)
  const query = new URL(href, 'http://localhost').searchParams

  expect(href).toMatch(/^\/auth\/authorize\?/)
  expect(Object.fromEntries(query)).toEqual({
    institutionId: 'larkspur',
    scope: 'https://jackhenry.com/account-services/accounts.read',
    returnTo: place.address,
  })
})

test('an ended grant leads to a sign-in for the same institution, and back', () => {
  const { href } = wayOn('session-over', place)

  expect(Object.fromEntries(new URL(href, 'http://localhost').searchParams)).toEqual({
    institutionId: 'larkspur',
    returnTo: place.address,
  })
})

test('who is not permitted is not asked for more consent', () => {
  expect(wayOn('not-permitted', place).href).toBe('/institutions')
})

test('everything else is tried again where it failed', () => {
  expect(wayOn('api-unavailable', place)).toEqual({ label: 'Try again', href: place.address })
})
