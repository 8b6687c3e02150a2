import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Step } from './flow.ts'
import { sourceOf } from './sources.ts'
import { sourceTable } from './sources-table.ts'

const project = join(import.meta.dirname, '../..')
const table = sourceTable(project)

const check = (name: string, within: string | null): Step => ({
  ...{ type: 'check', at: 0, within, name, by: 'us', holds: true, expected: {}, found: {} },
})
const request = (method: string, path: string): Step => ({
  ...{ type: 'request', at: 0, within: null, from: 'browser', method, headers: {}, cookies: [] },
  address: { origin: 'https://foyer.test', path, query: {} },
})
const call = (to: 'issuer' | 'api', within: string | null): Step => ({
  ...{ type: 'call', at: 0, within, to, method: 'POST', headers: {}, body: null },
  address: { origin: 'https://issuer.test', path: '/token', query: {} },
  ...{ answer: null, durationMs: null },
})

test('each line of the table holds what it is named for', () => {
  const wrong = Object.entries(table).flatMap(([name, places]) =>
    places.filter((place) => {
      const [file = '', line] = place.split(':')
      const text = readFileSync(join(project, file), 'utf8').split('\n')[Number(line) - 1] ?? ''
      return !says(text, name)
    }),
  )

  expect(wrong).toEqual([])
  expect(Object.keys(table).length).toBeGreaterThan(60)
})

test.each([
  [check('institution', 'callback'), 'lib/oauth/institution.ts'],
  [check('institution', 'refresh'), 'lib/oauth/refresh.ts'],
  [check('institution', 'client-credentials'), 'lib/oauth/client-credentials.ts'],
  [check('state is used once', null), 'lib/session/transaction.ts'],
  [call('issuer', 'callback'), 'lib/oauth/callback.ts'],
  [call('issuer', 'refresh'), 'lib/oauth/refresh.ts'],
  [call('api', null), 'lib/data/api.ts'],
  [request('GET', '/auth/callback'), 'app/auth/callback/route.ts'],
  [request('GET', '/institutions'), 'app/institutions/page.tsx'],
  [
    request('GET', '/institutions/x/accounts'),
    'app/institutions/[institutionId]/accounts/page.tsx',
  ],
])('%s was done in %s', (step, file) => {
  expect(sourceOf([step], 0, table)?.split(':')[0]).toBe(file)
})

test('what no line says has no source', () => {
  expect(sourceOf([check('nobody does this', null)], 0, table)).toBeNull()
  expect(sourceOf([request('GET', '/nowhere')], 0, table)).toBeNull()
})

function says(line: string, name: string): boolean {
  const [kind = '', ...words] = name.split(' ')
  if (kind === 'GET' || kind === 'POST') return /^export /.test(line)
  if (name === 'call API') return line.includes('function send(')
  const what = words.join(' ').replace('signature and claims of the ', '')
  const [claim = '', token] = what.split(' of the ')
  return [what, token && `'${token}', '${claim}'`].some((it) => it && line.includes(it))
}
