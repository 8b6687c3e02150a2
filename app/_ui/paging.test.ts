import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listTitle, paging } from './paging.ts'

const limit = 25

test.each([
  [
    'the first of two pages',
    0,
    41,
    25,
    { range: '1–25 of 41', previousOffset: null, nextOffset: 25 },
  ],
  ['the last page', 25, 41, 16, { range: '26–41 of 41', previousOffset: 0, nextOffset: null }],
  ['the only page', 0, 3, 3, { range: '1–3 of 3', previousOffset: null, nextOffset: null }],
  ['an exact page', 0, 25, 25, { range: '1–25 of 25', previousOffset: null, nextOffset: null }],
  ['a page off the grid', 10, 41, 25, { range: '11–35 of 41', previousOffset: 0, nextOffset: 35 }],
  ['no result', 0, 0, 0, { range: '0 of 0', previousOffset: null, nextOffset: null }],
  ['a page past the end', 500, 41, 0, { range: '0 of 41', previousOffset: 16, nextOffset: null }],
  [
    'an empty page in the middle',
    0,
    41,
    0,
    { range: '0 of 41', previousOffset: null, nextOffset: null },
  ],
  [
    'a short page in the middle',
    0,
    41,
    7,
    { range: '1–7 of 41', previousOffset: null, nextOffset: 7 },
  ],
])('%s says where it stands and where to go', (_what, offset, total, count, expected) => {
  expect(paging({ offset, limit, total, count })).toEqual(expected)
})

test('forward through any list, every row is shown once; and back, no page is lost', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.integer({ min: 1, max: 100 }), (total, limit) => {
      const at = (offset: number) =>
        paging({ offset, limit, total, count: Math.max(0, Math.min(limit, total - offset)) })
      let seen = 0
      for (let offset: number | null = 0; offset !== null; offset = at(offset).nextOffset) {
        expect(offset).toBe(seen)
        seen += Math.min(limit, total - offset)
        if (offset > 0) expect(at(offset).previousOffset).toBe(offset - limit)
      }
      expect(seen).toBe(total)
    }),
  )
})

test('from wherever a list is entered, back leads to its beginning', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(400), (entered, total) => {
      let offset = entered
      for (let steps = 0; offset > 0; steps += 1) {
        const count = Math.max(0, Math.min(limit, total - offset))
        const { previousOffset } = paging({ offset, limit, total, count })
        expect(previousOffset).not.toBeNull()
        expect(previousOffset).toBeLessThan(offset)
        offset = previousOffset ?? 0
        expect(steps).toBeLessThan(100)
      }
    }),
  )
})

test('two pages of one list have two titles, and what makes no sense has none of a page', () => {
  expect(listTitle('Accounts', { offset: 0 })).toBe('Accounts')
  expect(listTitle('Accounts', { offset: 25 })).toBe('Accounts, from 26')
  expect(listTitle('Accounts', null)).toBe('Accounts')
})
