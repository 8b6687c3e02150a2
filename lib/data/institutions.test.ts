import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import type { DirectoryRule } from '#lib/institutions/directory-rule.ts'
import type { Viewer } from './viewer.ts'

const rule = vi.hoisted(() => ({ ownRule: null as unknown }))
vi.mock('#lib/institutions/directory-rule.ts', () => rule)
vi.mock('#lib/env.ts', () => ({
  env: () => ({ institutions: new Map([['a', { name: 'Ours' }]]), institutionDirectory: 'api' }),
}))
vi.mock('#lib/log.ts', () => ({ log: () => ({ warn: vi.fn() }) }))
vi.mock('./api.ts', () => ({ callApi: vi.fn(), callApiOnce: vi.fn() }))
vi.mock('./viewer.ts', () => ({ currentGrants: vi.fn(), renewedViewer: vi.fn() }))
vi.mock('#lib/session/session.ts', () => ({ grantFor: vi.fn() }))

const { getDirectoryKind, getInstitutions, getKnownInstitutions } = await import(
  './institutions.ts'
)
const { callApi } = await import('./api.ts')

const ada = { subject: 'ada', email: 'ada@example.test', authorization: 'Bearer at' } as Viewer

function follow(ownRule: DirectoryRule): void {
  rule.ownRule = ownRule
}

beforeEach(() => {
  vi.mocked(callApi).mockResolvedValue({ institutions: [{ institutionId: 'b', name: 'Listed' }] })
})
afterEach(() => {
  rule.ownRule = null
  vi.clearAllMocks()
})

test('without a rule of its own, a product offers what the API lists', async () => {
  expect(await getInstitutions(ada)).toEqual([{ institutionId: 'b', name: 'Listed' }])
  expect(getDirectoryKind()).toBe('api')
})

test('a rule of its own is asked in place of the API, with facts and no token', async () => {
  const asked: unknown[] = []
  follow(async (person) => {
    asked.push(person)
    return [
      { institutionId: 'c', name: 'By rule' },
      { institutionId: 'a', name: 'Theirs' },
      { institutionId: '../d', name: 'Malformed' },
      { institutionId: 'c', name: 'Twice' },
    ]
  })

  expect(await getInstitutions(ada)).toEqual([
    { institutionId: 'c', name: 'By rule' },
    { institutionId: 'a', name: 'Ours' },
  ])
  expect(asked).toEqual([{ subject: 'ada', email: 'ada@example.test' }])
  expect(callApi).not.toHaveBeenCalled()
  expect(getDirectoryKind()).toBe('rule')
  expect(getKnownInstitutions()).toEqual([])
})

test('a rule that fails is a directory that is down, and no bug of the page', async () => {
  follow(() => Promise.reject(new TypeError('fetch failed: secret')))

  const failure = await getInstitutions(ada).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(FlowError)
  expect(failure).toMatchObject({
    code: 'api-unavailable',
    message: 'the directory rule threw TypeError',
  })
})

test('a rule that never answers is waited for as long as the API, and no longer', async () => {
  vi.useFakeTimers()
  follow(() => new Promise(() => {}))

  const failure = getInstitutions(ada).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(10_001)
  vi.useRealTimers()
  expect(await failure).toMatchObject({
    code: 'api-unavailable',
    message: 'the directory rule threw TimeoutError',
  })
})
