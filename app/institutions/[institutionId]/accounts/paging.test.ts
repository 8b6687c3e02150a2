import { expect, test } from 'vitest'
import { paging } from './paging.ts'

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
