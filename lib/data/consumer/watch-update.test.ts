import { afterEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import { isShuttingDown } from '#lib/shutdown.ts'
import type { Viewer } from '../viewer.ts'
import { awaitNews } from './update.ts'
import { type UpdateNews, watchUpdate } from './watch-update.ts'

vi.mock('./update.ts', () => ({ awaitNews: vi.fn() }))
vi.mock('#lib/report.ts', () => ({ reportProblem: vi.fn() }))
vi.mock('#lib/shutdown.ts', () => ({ isShuttingDown: vi.fn() }))

const ask = vi.mocked(awaitNews)
const viewer = {} as Viewer
const quick = { totalMs: 200, pauseMs: 1 }
const started = { version: 1, events: [{ type: 'TaskStarted' }] }
const ended = { version: 2, events: [{ type: 'TaskEnded', status: 'Success' }] }

afterEach(() => {
  vi.resetAllMocks()
})

test('news is told as it comes, and the end is the last of it', async () => {
  ask.mockResolvedValueOnce(started).mockResolvedValueOnce(ended)

  expect(await states(new AbortController())).toEqual(['running', 'succeeded'])
})

test('all events are asked for once, and after that what is new', async () => {
  ask.mockResolvedValueOnce(started).mockResolvedValueOnce(ended)
  await states(new AbortController())

  expect(ask.mock.calls.map(([, , sinceVersion]) => sinceVersion)).toEqual([null, 1])
})

test('a task that does not end is given up on', async () => {
  ask.mockResolvedValue(started)

  expect((await states(new AbortController())).at(-1)).toBe('gave-up')
})

test('a bank that does not hold the question is not asked without a pause', async () => {
  ask.mockResolvedValue(started)
  await states(new AbortController(), { totalMs: 200, pauseMs: 50 })

  expect(ask.mock.calls.length).toBeLessThanOrEqual(5)
})

test('a question that the bank holds for too long is given up with all the rest', async () => {
  ask.mockImplementation(
    (_viewer, _task, _version, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new FlowError('api-unavailable', 'gone')))
      }),
  )

  expect(await states(new AbortController(), { totalMs: 30, pauseMs: 1 })).toEqual(['gave-up'])
})

test('nobody is asked any more when the browser has gone', async () => {
  const browser = new AbortController()
  ask.mockImplementation(async () => {
    browser.abort()
    return started
  })

  await states(browser)
  expect(ask).toHaveBeenCalledTimes(1)
})

test('a process that is told to stop says nothing about the bank', async () => {
  ask.mockResolvedValue(started)
  vi.mocked(isShuttingDown).mockReturnValueOnce(false).mockReturnValue(true)

  expect(await states(new AbortController())).toEqual(['running'])
})

test.each([
  ['unreachable', new FlowError('api-unavailable', 'no answer')],
  ['session-over', new FlowError('session-over', 'over')],
] as const)('what stops us from asking is told: %s', async (state, error) => {
  ask.mockResolvedValueOnce(started).mockRejectedValueOnce(error)

  expect(await states(new AbortController())).toEqual(['running', state])
})

test('a task that the bank does not know is told as such', async () => {
  ask.mockResolvedValueOnce(null)

  expect(await states(new AbortController())).toEqual(['unknown'])
})

async function states(browser: AbortController, limits = quick): Promise<UpdateNews['state'][]> {
  const told: UpdateNews['state'][] = []
  for await (const { state } of watchUpdate(viewer, 'task', browser.signal, limits)) {
    told.push(state)
  }
  return told
}
