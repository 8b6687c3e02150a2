import { beforeEach, expect, test, vi } from 'vitest'
import { reportProblem } from '#lib/report.ts'
import { Attempts } from './attempts.ts'

vi.mock('#lib/report.ts', () => ({
  reportProblem: vi.fn(({ reference }) => `/problem/too-many-attempts?ref=${reference}`),
}))

const report = vi.mocked(reportProblem)
beforeEach(() => {
  report.mockClear()
})

const page = expect.stringMatching(/^\/problem\/too-many-attempts\?ref=/)
const refused = (attempts: Attempts, what: string, times: number, now: number) =>
  Array.from({ length: times }, () => attempts.count(what, now)).filter((it) => it !== null).length

test('five hundred people behind one address sign in at once, and enter an institution', () => {
  const attempts = new Attempts()

  expect(refused(attempts, 'authorize 192.0.2.1', 1_000, 0)).toBe(0)
  expect(refused(attempts, 'callback 192.0.2.1', 1_000, 0)).toBe(0)
})

test('after so many, the next is refused, and nobody else', () => {
  const attempts = new Attempts()
  refused(attempts, 'flood', 1_000, 0)

  expect(attempts.count('flood', 0)).toEqual(page)
  expect(attempts.count('other', 0)).toBeNull()
})

test('ten more are let through each second, and no more are saved up than there were', () => {
  const attempts = new Attempts()
  refused(attempts, 'flood', 1_000, 0)

  expect(refused(attempts, 'flood', 50, 2_000)).toBe(30)
  expect(refused(attempts, 'flood', 2_000, 86_400_000)).toBe(1_000)
})

test('what is taken back has not counted, and saves up nothing', () => {
  const attempts = new Attempts()
  refused(attempts, 'flood', 1_000, 0)
  attempts.takeBack('flood')
  attempts.takeBack('nobody')

  expect(refused(attempts, 'flood', 2, 0)).toBe(1)

  attempts.count('good', 0)
  attempts.takeBack('good')
  attempts.takeBack('good')
  expect(refused(attempts, 'good', 1_001, 0)).toBe(1)
})

test('a clock that was set back locks nobody out, and lets nobody in', () => {
  const attempts = new Attempts()
  refused(attempts, 'flood', 1_000, 1_000_000)

  expect(refused(attempts, 'flood', 1, 0)).toBe(1)
  expect(refused(attempts, 'flood', 10, 1_000)).toBe(0)
})

test('a flood is in the log once a minute, by the reference that its page shows', () => {
  const attempts = new Attempts()
  refused(attempts, 'flood', 1_000, 0)
  const first = attempts.count('flood', 0)

  expect(refused(attempts, 'flood', 500, 0)).toBe(500)
  expect(attempts.count('flood', 0)).toBe(first)
  expect(report).toHaveBeenCalledOnce()

  refused(attempts, 'flood', 1_000, 60_000)
  expect(report).toHaveBeenCalledTimes(2)
})

test('ten thousand addresses are remembered, and of more those that came last', () => {
  const attempts = new Attempts()
  refused(attempts, 'flood', 1_000, 0)
  for (let i = 0; i < 9_999; i++) attempts.count(`address ${i}`, 0)
  expect(attempts.count('flood', 0)).toEqual(page)

  for (let i = 0; i < 20_000; i++) attempts.count(`another ${i}`, 0)
  expect(attempts.size).toBe(10_000)
  expect(attempts.count('flood', 0)).toBeNull()
})
