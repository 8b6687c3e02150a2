import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTransactionSearch } from './transaction-search.ts'

const now = Date.parse('2026-11-21T23:59:00Z')
const read = (parameters: Record<string, string | string[]>) =>
  readTransactionSearch(parameters, now)

test('without a word it is the last 90 days, and all of them', () => {
  expect(read({}).search).toEqual({
    ...{ from: '2026-08-24', to: '2026-11-21' },
    ...{ query: '', least: null, most: null, offset: 0 },
  })
})

test('a value stands for itself, or in a list of one', () => {
  expect(read({ query: ['rent'] })).toEqual(read({ query: 'rent' }))
})

test('with an end alone it is the 90 days before it', () => {
  expect(read({ to: '2024-03-01' }).search).toMatchObject({ from: '2023-12-03', to: '2024-03-01' })
})

test.each([
  ['1,234.56', 123_456],
  ['−5', -500],
  ['-0.05', -5],
  ['+12.5', 1_250],
  [' 1234 ', 123_400],
  ['', null],
])('an amount may be typed as "%s"', (least, cents) => {
  expect(read({ least }).search?.least).toBe(cents)
})

test.each([
  ['from', '2026-02-30'],
  ['from', '2026-2-3'],
  ['from', 'yesterday'],
  ['to', '9999-12-31'],
  ['to', '0000-01-01'],
  ['least', 'ten'],
  ['least', '1,23'],
  ['most', '1.234'],
  ['most', '5-'],
  ['most', '1e3'],
  ['most', '9'.repeat(14)],
  ['query', 'x'.repeat(101)],
  ['offset', '-1'],
  ['offset', '1.5'],
  ['offset', '10000000'],
  ['offset', 'next'],
])('%s cannot be "%s": nothing is searched, and what was typed stays', (name, value) => {
  const { search, faults, typed } = read({ [name]: value })

  expect(search).toBeNull()
  expect(Object.keys(faults ?? {})).toEqual([name])
  expect(typed).toMatchObject({ [name]: value })
})

test.each(['from', 'to', 'query', 'least', 'most', 'offset'])('%s is given once', (name) => {
  expect(Object.keys(read({ [name]: ['1', '2'] }).faults ?? {})).toEqual([name])
})

test.each([
  ['a range that ends before it begins', { from: '2026-05-02', to: '2026-05-01' }, 'to'],
  ['a range that begins tomorrow', { from: '2026-11-22' }, 'to'],
  ['a range of more than two years', { from: '2024-05-01', to: '2026-05-02' }, 'from'],
  ['amounts in the wrong order', { least: '10', most: '9.99' }, 'most'],
])('%s is a fault of one field', (_what, parameters, name) => {
  expect(Object.keys(read(parameters).faults ?? {})).toEqual([name])
})

test('every fault is told at once', () => {
  const { faults } = read({ from: 'x', to: 'y', least: 'z', query: 'q'.repeat(101) })

  expect(Object.keys(faults ?? {})).toEqual(['from', 'to', 'query', 'least'])
})

test('whatever stands in the address, it is either a search or a fault', () => {
  const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined))
  const names = ['from', 'to', 'query', 'least', 'most', 'offset', 'constructor']
  const parameters = fc.dictionary(fc.constantFrom(...names), value)

  fc.assert(
    fc.property(parameters, (given) => {
      const { search, faults } = readTransactionSearch(given as Record<string, string>, now)
      expect(search === null).toBe(faults !== null)
    }),
  )
})
