import { expect, test } from 'vitest'
import { keepLast } from './keep-last.ts'

test('of more than there may be, the one that was put there first goes', () => {
  const kept = new Map<string, number>()

  expect(['a', 'b', 'c'].map((key, at) => keepLast(kept, key, at, 2))).toEqual([0, 1, 2])
  expect([...kept]).toEqual([
    ['b', 1],
    ['c', 2],
  ])
})

test('what is put there again is the last, and takes no more room', () => {
  const kept = new Map([
    ['a', 0],
    ['b', 1],
  ])
  keepLast(kept, 'a', 2, 2)
  expect([...kept.keys()]).toEqual(['b', 'a'])

  keepLast(kept, 'c', 3, 2)
  expect([...kept]).toEqual([
    ['a', 2],
    ['c', 3],
  ])
})
