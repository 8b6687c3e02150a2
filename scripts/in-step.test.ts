import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inStep } from './in-step.ts'

test('what comes in one turn takes its steps in turn, and what comes later does not wait for it', async () => {
  const run = inStep()
  const seen: string[] = []
  const request = (name: string) => async () => {
    for (const step of [1, 2]) seen.push(await `${name}${step}`)
  }

  run(request('a'))
  run(request('b'))
  expect(seen).toEqual([])
  await turn()
  expect(seen).toEqual(['a1', 'b1', 'a2', 'b2'])

  run(request('c'))
  await turn()
  expect(seen.slice(4)).toEqual(['c1', 'c2'])
})
