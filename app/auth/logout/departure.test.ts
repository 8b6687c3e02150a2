import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { newSessionFile, startApp } from '#lib/session/testing/app.ts'
import { makeGrant } from '#lib/session/testing/make.ts'
import { departure, nextDeparture } from './departure.ts'

const bank = (institutionId: string) => ({
  institutionId,
  name: institutionId,
  issuer: `https://${institutionId}.test`,
  clientId: 'foyer',
  clientSecretEnv: 'BANK_SECRET',
  api: 'consumer',
})
const grantAt = (institutionId: string) =>
  makeGrant({ institutionId, issuer: `https://${institutionId}.test` })

beforeEach(() => {
  const file = join(newSessionFile(), '../institutions.json')
  writeFileSync(file, JSON.stringify(['marram', 'quince'].map(bank)))
  startApp({ INSTITUTIONS_FILE: file, BANK_SECRET: 'hush' })
})

test("one leaves the identity grant's issuer, and the banks are told apart", () => {
  const grants = [grantAt('marram'), makeGrant(), makeGrant({ institutionId: 'larkspur' })]

  expect(departure(grants, [])).toMatchObject({ from: null, elsewhere: ['marram'] })
})

test('of two banks one is left, and the other stays to be offered', () => {
  expect(departure([grantAt('marram'), grantAt('quince')], [])).toMatchObject({
    from: 'marram',
    elsewhere: ['quince'],
  })
})

test('a bank that the last sign-out left over is still offered after the next one', () => {
  expect(departure([grantAt('marram')], ['quince']).elsewhere).toEqual(['quince'])
  expect(departure([grantAt('quince')], ['quince']).elsewhere).toEqual([])
})

test('only a bank that is left over can be chosen', () => {
  expect(nextDeparture('quince', ['marram', 'quince'])).toMatchObject({
    from: 'quince',
    elsewhere: ['marram'],
  })
  expect(nextDeparture('larkspur', ['marram'])).toBeNull()
  expect(nextDeparture(null, ['marram'])).toBeNull()
})
