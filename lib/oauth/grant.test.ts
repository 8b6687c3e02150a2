import { expect, test } from 'vitest'
import { type Grant, isGrantFor } from './grant.ts'

test('a grant is for its own institution, and the identity grant for none', () => {
  const of = (institutionId: string | null) => ({ institutionId }) as Grant

  expect(isGrantFor('larkspur')(of('larkspur'))).toBe(true)
  expect(isGrantFor('larkspur')(of('juniper'))).toBe(false)
  expect(isGrantFor('larkspur')(of(null))).toBe(false)
  expect(isGrantFor(null)(of(null))).toBe(true)
  expect(isGrantFor(null)(of('larkspur'))).toBe(false)
})
