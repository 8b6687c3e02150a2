import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Account } from '#lib/data/enterprise/account.ts'
import { changedMeanwhile, mergeTyped } from './merging.ts'

const began: Account = {
  id: 'a-1',
  name: 'Operating',
  maskedNumber: '4471',
  type: 'Checking',
  status: 'Active',
  customerName: 'Wren Bakery',
  currency: 'USD',
  openedDate: '2020-02-29',
  maturityDate: null,
  version: 1,
}
const typed = { name: 'Rent', status: 'Active', maturityDate: '' }

test('what somebody else changed is named, and a version alone is no change', () => {
  expect(changedMeanwhile(began, { ...began, version: 2 })).toEqual([])
  expect(
    changedMeanwhile(began, { ...began, status: 'Closed', maturityDate: '2030-01-01', version: 2 }),
  ).toEqual(['status', 'maturityDate'])
})

test('what the person typed stays, also where somebody else changed the same', () => {
  expect(mergeTyped(began, typed, { ...began, name: 'Petty cash' })).toEqual(typed)
})

test('what the person left alone is theirs, so that saving undoes nothing by accident', () => {
  const now: Account = { ...began, status: 'Closed', maturityDate: '2030-01-01' }
  expect(mergeTyped(began, typed, now)).toEqual({
    name: 'Rent',
    status: 'Closed',
    maturityDate: '2030-01-01',
  })
})

test('nothing typed is ever lost, and nothing of theirs undone without a hand', () => {
  const name = fc.constantFrom('Operating', 'Rent', 'Petty cash')
  fc.assert(
    fc.property(name, name, (mine, theirs) => {
      const merged = mergeTyped(began, { name: mine }, { ...began, name: theirs }).name
      expect(merged).toBe(mine === began.name ? theirs : mine)
    }),
  )
})
