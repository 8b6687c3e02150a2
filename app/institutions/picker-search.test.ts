import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pickerAddress, readPickerSearch } from './picker-search.ts'

test('what an address says is what it was made of', () => {
  const query = fc.string({ maxLength: 100 }).map((text) => text.replaceAll(/\p{Cc}/gu, '').trim())
  fc.assert(
    fc.property(query, fc.nat(99_999), (query, offset) => {
      const { searchParams } = new URL(pickerAddress('/', { query, offset }), 'http://here.invalid')
      const { search } = readPickerSearch(Object.fromEntries(searchParams))
      expect(search).toEqual({ query, offset })
    }),
  )
})

test.each([
  [{}, { query: '', offset: 0 }],
  [
    { query: '  wren ', offset: '' },
    { query: 'wren', offset: 0 },
  ],
  [{ query: `${'x'.repeat(100)}   ` }, { query: 'x'.repeat(100), offset: 0 }],
])('%j is a search', (parameters, search) => {
  expect(readPickerSearch(parameters)).toMatchObject({ search, faults: null })
})

test.each([
  [{ query: 'x'.repeat(101) }, ['query']],
  [{ query: 'a\u0000b' }, ['query']],
  [{ query: ['a', 'b'] }, ['query']],
  [{ offset: '-1' }, ['offset']],
  [{ offset: '1.5' }, ['offset']],
  [{ offset: '100000' }, ['offset']],
  [{ offset: '0x10' }, ['offset']],
  [{ offset: ['0', '25'] }, ['offset']],
  [{ query: 'a\nb', offset: 'last' }, ['query', 'offset']],
])('%j makes no sense', (parameters, fields) => {
  const { search, faults } = readPickerSearch(parameters)
  expect(search).toBeNull()
  expect(Object.keys(faults ?? {})).toEqual(fields)
})
