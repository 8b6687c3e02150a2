import { expect, test } from 'vitest'
import { heard, progressOf, type TaskEvent } from './update-progress.ts'

const started: TaskEvent = { type: 'TaskStarted', date: '2026-03-04T09:41:00.000Z' }
const balances: TaskEvent = {
  type: 'EnrichmentAllAccountBalancesUpdated',
  date: '2026-03-04T09:41:02.000Z',
}
const ended = (status?: string): TaskEvent => ({
  type: 'TaskEnded',
  date: '2026-03-04T09:41:04.000Z',
  ...(status && { status }),
})

test('a task runs until its end is heard', () => {
  expect(progressOf([]).state).toBe('running')
  expect(progressOf([started, balances]).state).toBe('running')
})

test('balances are new before the task ends', () => {
  expect(progressOf([started]).hasNewBalances).toBe(false)
  expect(progressOf([started, balances]).hasNewBalances).toBe(true)
})

test.each([
  ['Success', 'succeeded'],
  ['Failure', 'failed'],
  ['Timeout', 'timed-out'],
  ['TIMED_OUT', 'timed-out'],
  [undefined, 'unsaid'],
  ['Purple', 'unsaid'],
] as const)('an end with status %s is %s', (status, state) => {
  expect(progressOf([started, ended(status)]).state).toBe(state)
})

test('an end that says nothing has gone well when the balances had come', () => {
  expect(progressOf([started, balances, ended()]).state).toBe('succeeded')
})

test('a failure stays one although the balances had come', () => {
  expect(progressOf([started, balances, ended('Failure')])).toMatchObject({
    state: 'failed',
    hasNewBalances: true,
  })
})

test('each step has its time, or none where the bank wrote none that can be read', () => {
  expect(progressOf([started, { type: 'Odd', date: 'soon' }, { type: 'Bare' }]).steps).toEqual([
    { type: 'TaskStarted', at: Date.parse('2026-03-04T09:41:00.000Z') },
    { type: 'Odd', at: null },
    { type: 'Bare', at: null },
  ])
})

test('each event is heard once, whether a bank repeats all or sends the new ones', () => {
  expect(heard([started], [balances])).toEqual([started, balances])
  expect(heard([started], [started, balances])).toEqual([started, balances])
})

test('a task that never ends does not grow for ever', () => {
  const many = Array.from({ length: 1_000 }, (_, at) => ({ type: `Step ${at}` }))

  expect(heard([], many)).toHaveLength(200)
})
