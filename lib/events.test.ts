import { beforeEach, expect, test, vi } from 'vitest'
import { record, sessionLabel } from './events.ts'

const lines: string[] = []
vi.mock('./env.ts', () => ({ env: () => ({ logLevel: 'info' }) }))

// Where pino writes when it is given nothing else.
vi.mock('pino', async (load) => {
  const { pino } = await load<typeof import('pino')>()
  const made = (options: object) => pino(options, { write: (line: string) => lines.push(line) })
  return { pino: Object.assign(made, pino) }
})

beforeEach(() => {
  lines.length = 0
})

test('an event is one line of JSON: when, how much it matters, what, and with what', () => {
  record('logout', { session: '0a1b2c3d' })

  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    event: 'logout',
    session: '0a1b2c3d',
    msg: 'a person has signed out',
  })
})

test.each([
  ['a line break', 'a\n{"event":"logout"}'],
  ['what ends a line elsewhere', 'a\u2028b\u2029c\u0085d'],
  ['colours', '\u001b[2J\u009b31m'],
  ['half of a character', '\ud800'],
  ['a NUL', '\0'],
  ['a megabyte', 'x'.repeat(1_000_000)],
  ['JSON', '"},{"level":"error'],
])('%s in a field stays one valid line, with nothing to interpret', (_what, reason) => {
  record('issuer-unavailable', { reason })

  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,4000}\n$/u)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'issuer-unavailable' })
})

test('a token that slipped into a field does not get out', () => {
  record('issuer-unavailable', { reason: 'Headers.append: "Bearer CANARY.a.b" is no header value' })

  expect(lines.join()).toContain('Headers.append')
  expect(lines.join()).not.toContain('CANARY')
})

test('a session has a label that tells it from others, and opens nothing', () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]

  expect(sessionLabel(one)).toMatch(/^[0-9a-f]{8}$/)
  expect(sessionLabel(one)).toBe(sessionLabel(one))
  expect(sessionLabel(one)).not.toBe(sessionLabel(other))
  expect(one.replaceAll('-', '')).not.toContain(sessionLabel(one))
})
