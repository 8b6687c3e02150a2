import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { record } from './events.ts'
import { recordUnexpected, tellWhatIsPrinted } from './unexpected.ts'

vi.mock('./events.ts', () => ({ record: vi.fn() }))
const { error: realError, warn: realWarn } = console

beforeEach(() => {
  vi.mocked(record).mockClear()
  tellWhatIsPrinted()
})
afterEach(() => Object.assign(console, { error: realError, warn: realWarn }))

function faults(): unknown[] {
  return vi.mocked(record).mock.calls.map(([, fields]) => fields)
}

test('of an error its kind and its place are told, and nothing it says', () => {
  const message = 'CANARY\n    at CANARY (https://a.test/?code=CANARY:1:1)'
  const error = Object.assign(new TypeError(message), { code: 'EPIPE', digest: '2871305644' })

  recordUnexpected(error, '/profile')

  expect(JSON.stringify(faults())).not.toContain('CANARY')
  expect(faults()).toMatchObject([
    { name: 'TypeError', code: 'EPIPE', digest: '2871305644', route: '/profile' },
  ])
  expect(faults()).toMatchObject([
    { at: expect.arrayContaining([expect.stringMatching(/^at .*unexpected\.test\.ts/)]) },
  ])
})

test.each([
  ['text', 'CANARY'],
  ['nothing', undefined],
  ['an object', { token: 'CANARY' }],
  ['an error whose stack is another', Object.assign(new Error('CANARY'), { stack: 'at CANARY' })],
  [
    'an error of a hostile name',
    Object.assign(new Error(''), { name: 'CANARY\n', code: 'CAN ARY' }),
  ],
])('%s that was thrown is told by its kind', (_what, thrown) => {
  recordUnexpected(thrown)

  expect(faults()).toHaveLength(1)
  expect(JSON.stringify(faults())).not.toContain('CANARY')
})

test('what is told once and then printed by the framework is told once', () => {
  const error = new Error('twice')

  recordUnexpected(error, '/profile')
  console.error('⨯', error)
  console.error('uncaughtException: ', error)

  expect(faults()).toHaveLength(1)
})

test('a text that somebody threw is no text to print', () => {
  console.error('⨯', 'unhandledRejection:', 'CANARY')

  expect(record).toHaveBeenCalledExactlyOnceWith('fault', { name: 'string', at: [] })
})

test('what a library prints is a line too, without colours and without tokens', () => {
  console.warn('\u001b[33m⚠\u001b[39m', '\u001b[1mrefused Bearer CANARY.abc', 'CANARY', {
    a: 'CANARY',
  })

  expect(record).toHaveBeenCalledExactlyOnceWith('printed', { text: 'refused Bearer [removed]' })
})
