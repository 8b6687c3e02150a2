import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readEnv } from '../lib/env.ts'
import type { Profile } from './profile.ts'
import { sandboxEnvironment, withoutRealEnvironment } from './sandbox-environment.ts'

const bankUrls = ['http://127.0.0.1:4401', 'http://127.0.0.1:4402']

async function configured(profile: Profile) {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-environment-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const appUrl = 'http://localhost:3000'
  const sandboxUrl = 'http://127.0.0.1:4400'
  const place = { appUrl, sandboxUrl, bankUrls, folder, profile }
  const first = readEnv(await sandboxEnvironment(place))
  // Again, as at the second start: what was made is kept.
  expect(readEnv(await sandboxEnvironment(place))).toEqual(first)
  return first
}

test('parameter: one client speaks for all institutions', async () => {
  const { clientId, institutions, institutionDirectory } = await configured('parameter')

  expect({ clientId, institutionDirectory }).toEqual({
    clientId: 'foyer',
    institutionDirectory: 'api',
  })
  expect(institutions.size).toBe(0)
})

test('one service account works for all institutions, or each has its own; at banks there is none', async () => {
  const [parameter, clients, consumer] = [
    await configured('parameter'),
    await configured('clients'),
    await configured('consumer'),
  ]

  expect(parameter.service?.clientId).toBe('foyer-service')
  expect(parameter.service?.keys[0]?.kid).not.toBe(parameter.clientKeys[0]?.kid)
  expect([...clients.institutions.values()].map(({ service }) => service?.clientId)).toEqual([
    'foyer-service-larkspur',
    'foyer-service-juniper',
    'foyer-service-harbor-and-vale',
  ])
  expect(consumer.service).toBe(null)
})

test('clients: each institution has a client of its own, and no parameter names it', async () => {
  const { clientId, issuer, institutions, institutionDirectory } = await configured('clients')

  expect({ clientId, institutionDirectory }).toEqual({
    clientId: 'foyer',
    institutionDirectory: 'api',
  })
  for (const entry of institutions.values()) {
    expect(entry).toMatchObject({ issuer, institutionParameter: null, clientSecret: null })
  }
  expect([...institutions.values()].map((entry) => entry.clientId)).toEqual([
    'foyer-larkspur',
    'foyer-juniper',
    'foyer-harbor-and-vale',
  ])
})

test('consumer: each bank is an issuer, and there is no Institution Zero', async () => {
  const { clientId, issuer, apiUrl, institutions, institutionDirectory } =
    await configured('consumer')

  expect({ clientId, issuer, apiUrl }).toEqual({ clientId: null, issuer: null, apiUrl: null })
  expect(institutionDirectory).toBe('file')
  expect([...institutions.values()].map((entry) => entry.apiUrl)).toEqual(bankUrls)
  expect(new Set([...institutions.values()].map((entry) => entry.issuer)).size).toBe(2)
})

test('nothing of this shell leads the app elsewhere', () => {
  const shell = { INSTITUTIONS_FILE: '/elsewhere.json', INSTITUTION_CLAIM: 'x', PATH: '/bin' }

  expect(withoutRealEnvironment(shell)).toEqual({ PATH: '/bin' })
})
