import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { newSessionFile, startApp } from '#lib/session/testing/app.ts'
import { newClientKey } from '#lib/testing/issuer.ts'
import { hasService, serviceRegistrationFor } from './registration.ts'

const larkspur = { institutionId: 'larkspur', name: 'Larkspur Bank', clientId: 'of-people' }

/** An app whose file has this entry, and a service client for all. */
async function startWith(entry: Record<string, unknown>): Promise<void> {
  const file = join(newSessionFile(), '../institutions.json')
  writeFileSync(file, JSON.stringify([{ clientSecretEnv: 'A_SECRET', ...larkspur, ...entry }]))
  const { jwk } = await newClientKey('ES256')
  const service = { SERVICE_CLIENT_ID: 'machine', SERVICE_CLIENT_KEYS: jwk }
  startApp({ INSTITUTIONS_FILE: file, A_SECRET: 'hush', ...service })
}

beforeEach(() => startWith({}))

test('machine work is done by a client of its own, and by a key', () => {
  expect(serviceRegistrationFor('larkspur')).toMatchObject({
    clientId: 'machine',
    clientAuth: { method: 'private_key_jwt' },
    scope: 'https://jackhenry.com/consumer-user-search',
  })
})

test('an institution may bring its own', async () => {
  await startWith({ service: { clientId: 'of-larkspur', scope: 'users' } })

  expect(serviceRegistrationFor('larkspur')).toMatchObject({
    clientId: 'of-larkspur',
    scope: 'users',
  })
  expect(serviceRegistrationFor('juniper').clientId).toBe('machine')
})

test('what the sign-in client leaves to itself says nothing of the service client', async () => {
  await startWith({ institutionClaim: null })

  expect(serviceRegistrationFor('larkspur').institutionClaim).toBe('institutionId')
})

test('a bank’s own server knows no service account', async () => {
  await startWith({ api: 'consumer' })

  expect(hasService('larkspur')).toBe(false)
  expect(hasService('juniper')).toBe(true)
})
