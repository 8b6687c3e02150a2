import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountStatuses } from './account.ts'
import { readAccountSearch } from './account-search.ts'

test('an address without a search asks for the beginning of everything', () => {
  expect(readAccountSearch({}).search).toEqual({ query: '', status: null, offset: 0 })
  expect(readAccountSearch({ query: '', status: '', offset: '' }).faults).toBeNull()
})

test('what is asked for is read, and what is none of our business is not', () => {
  const address = { query: ' wren ', status: 'Closed', offset: '25', utm: 'x', _rsc: '1' }
  expect(readAccountSearch(address)).toEqual({
    typed: { query: ' wren ', status: 'Closed', offset: '25' },
    search: { query: 'wren', status: 'Closed', offset: 25 },
    faults: null,
  })
})

test.each([
  ['an over-long search', { query: 'x'.repeat(101) }, 'query'],
  ['a search that cannot be seen', { query: 'a\u0000b' }, 'query'],
  ['two searches', { query: ['a', 'b'] }, 'query'],
  ['a status unheard of', { status: 'Sleeping' }, 'status'],
  ['a status in other letters', { status: 'active' }, 'status'],
  ['two statuses', { status: ['Active', 'Closed'] }, 'status'],
  ['a negative offset', { offset: '-25' }, 'offset'],
  ['a huge offset', { offset: '1000000' }, 'offset'],
  ['a fractional offset', { offset: '2.5' }, 'offset'],
  ['an offset in words', { offset: 'two' }, 'offset'],
  ['an offset with an exponent', { offset: '1e3' }, 'offset'],
  ['an offset in other digits', { offset: '٢٥' }, 'offset'],
  ['two offsets', { offset: ['0', '25'] }, 'offset'],
])('%s is told at its field, and nothing is left to ask an API', (_what, address, field) => {
  const { search, faults } = readAccountSearch(address)
  expect(search).toBeNull()
  expect(Object.keys(faults ?? {})).toEqual([field])
})

test('whatever an address says, what gets through is within bounds, and what was typed is kept', () => {
  const value = fc.option(
    fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom(...accountStatuses)),
    { nil: undefined },
  )
  fc.assert(
    fc.property(fc.record({ query: value, status: value, offset: value }), (address) => {
      const { typed, search, faults } = readAccountSearch(address)
      expect(typed).toEqual({
        query: address.query ?? '',
        status: address.status ?? '',
        offset: address.offset ?? '',
      })
      expect(search === null).toBe(faults !== null)
      if (search === null) return
      expect(search.query.length).toBeLessThanOrEqual(100)
      expect(Number.isInteger(search.offset) && search.offset >= 0).toBe(true)
      expect(search.offset).toBeLessThan(1_000_000)
    }),
  )
})
