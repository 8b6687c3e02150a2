import { expect, test } from 'vitest'
import { fieldsOf, isAccountPart, readAccount, readAccountForm } from './account-form.ts'

const details = {
  name: 'Operating',
  customerName: 'Wren Bakery',
  type: 'Checking',
  status: 'Active',
  openedDate: '2020-02-29',
  maturityDate: '',
}
const account = { ...details, id: 'a-1', maskedNumber: '4471', currency: 'USD', maturityDate: null }

test('a form that is right asks for a change', () => {
  expect(readAccountForm('details', details)).toEqual({
    change: { ...details, maturityDate: null },
    faults: null,
  })
  expect(readAccountForm('name', { name: ' Rent ' }).change).toEqual({ name: 'Rent' })
  expect(
    readAccountForm('dates', { openedDate: '2020-02-29', maturityDate: '2020-02-29' }).change,
  ).toEqual({ openedDate: '2020-02-29', maturityDate: '2020-02-29' })
})

test.each([
  ['no name', { name: ' ' }, ['name']],
  ['a name of two lines', { name: 'a\nb' }, ['name']],
  ['an over-long name', { name: 'x'.repeat(201) }, ['name']],
  ['no customer', { customerName: '' }, ['customerName']],
  ['a type unheard of', { type: 'Piggy bank' }, ['type']],
  ['a status unheard of', { status: '' }, ['status']],
  ['a day no month has', { openedDate: '2026-02-30' }, ['openedDate']],
  ['a leap day of no leap year', { openedDate: '2025-02-29' }, ['openedDate']],
  ['no day of opening', { openedDate: '' }, ['openedDate']],
  ['a date as others write it', { maturityDate: '27.03.2027' }, ['maturityDate']],
  ['a date and a time', { maturityDate: '2027-03-27T00:00:00Z' }, ['maturityDate']],
  ['an end before the beginning', { maturityDate: '2020-02-28' }, ['maturityDate']],
  ['faults in two fields', { name: '', openedDate: 'soon' }, ['name', 'openedDate']],
])('%s is told at its field, and there is nothing to send', (_what, typed, fields) => {
  const { change, faults } = readAccountForm('details', { ...details, ...typed })
  expect(change).toBeNull()
  expect(Object.keys(faults ?? {}).toSorted()).toEqual(fields)
})

test('a field that was not sent is a fault, whatever the form', () => {
  for (const part of ['details', 'name', 'dates'] as const) {
    expect(Object.keys(readAccountForm(part, {}).faults ?? {}).length).toBe(fieldsOf(part).length)
  }
})

test('there are three forms, and no more', () => {
  expect(['details', 'name', 'dates'].every(isAccountPart)).toBe(true)
  expect(['', 'balance', 'constructor', '__proto__'].some(isAccountPart)).toBe(false)
})

test('an account travels with its form and comes back, or nothing does', () => {
  const carried = { ...account, version: 3 }
  expect(readAccount(JSON.stringify(carried))).toEqual(carried)
  expect(readAccount(JSON.stringify({ ...carried, version: '"1", *' }))).toBeNull()
  expect(readAccount(JSON.stringify(account))).toBeNull()
  expect(readAccount(JSON.stringify({ ...carried, id: 'a-1\ud800' }))).toBeNull()
  expect(readAccount('no account')).toBeNull()
})
