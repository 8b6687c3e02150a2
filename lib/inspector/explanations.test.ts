import { join } from 'node:path'
import { expect, test } from 'vitest'
import { explanationOf } from './explanations.ts'
import { checks } from './explanations-checks.ts'
import { calls, lines, requests } from './explanations-messages.ts'
import { sourceTable } from './sources-table.ts'

const table = sourceTable(join(import.meta.dirname, '../..'))

/** What the code says it does, of one kind. */
function named(kind: string): string[] {
  const names = Object.keys(table).filter((name) => name.startsWith(`${kind} `))
  return names.map((name) => name.slice(kind.length + 1)).sort()
}

test('every check that the code makes is explained, and no other', () => {
  expect(Object.keys(checks).sort()).toEqual(named('check'))
})

test('every line that is explained is written somewhere', () => {
  expect(Object.keys(lines).filter((line) => !named('log').includes(line))).toEqual([])
})

test('every step of the flow that a browser takes is explained', () => {
  const steps = [...named('GET'), ...named('POST')].filter((path) => path.startsWith('/auth/'))

  expect(Object.keys(requests).sort()).toEqual(steps.filter((it) => it !== '/auth/session').sort())
})

test('an explanation is two sentences', () => {
  const all = [checks, calls, lines, requests].flatMap((table) => Object.values(table))

  for (const { text } of all) expect(text).toMatch(/^[^.]+\. [^.]+\.$/)
})

test('a call is explained by what it asks for, not by where it goes', () => {
  const call = (body: Record<string, string>) =>
    explanationOf(
      [
        {
          ...{ type: 'call', at: 0, within: null, to: 'issuer', method: 'POST', headers: {} },
          address: { origin: 'https://issuer.test', path: '/token', query: {} },
          ...{ body, answer: null, durationMs: null },
        },
      ],
      0,
    )

  expect(call({ grant_type: 'authorization_code' })).toBe(calls.authorization_code)
  expect(call({ grant_type: 'refresh_token' })).toBe(calls.refresh_token)
  expect(call({ token: '' })).toBe(calls['revocation request'])
})
