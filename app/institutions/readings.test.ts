import { expect, test } from 'vitest'
import type { Scoping } from '#lib/data/environment.ts'
import { readingsOf } from './readings.ts'

const usual: Scoping = {
  issuer: 'https://zero.test',
  clientId: 'foyer',
  institutionParameter: 'institutionId',
  institutionClaim: 'institutionId',
}
const nobody: Scoping = { ...usual, issuer: null, clientId: null }
const client = (clientId: string): Scoping => ({ ...usual, clientId, institutionParameter: null })
const bank = (issuer: string): Scoping => ({
  ...client('foyer-bank'),
  issuer,
  institutionClaim: null,
})

const told = (...args: Parameters<typeof readingsOf>) =>
  readingsOf(...args).map(({ by, count }) => [by, count])

test('one client and a parameter serve all that nothing else is said about', () => {
  expect(readingsOf({ usual, entries: [] }, false)).toEqual([
    {
      by: 'parameter',
      count: null,
      issuers: ['https://zero.test'],
      clientIds: ['foyer'],
      parameters: ['institutionId'],
      claims: ['institutionId'],
    },
  ])
})

test('a client of its own tells an institution apart', () => {
  expect(told({ usual, entries: [client('a'), client('b')] }, true)).toEqual([['client', 2]])
})

test('an issuer of its own does, even where all banks gave us the same client id', () => {
  const entries = [bank('https://a.test'), bank('https://b.test')]
  expect(readingsOf({ usual: nobody, entries }, true)).toEqual([
    expect.objectContaining({ by: 'issuer', count: 2, clientIds: ['foyer-bank'], claims: [] }),
  ])
})

test('a client that two entries share, or Institution Zero too, tells nothing apart', () => {
  expect(told({ usual, entries: [client('a'), client('a')] }, true)).toEqual([['parameter', 2]])
  expect(told({ usual, entries: [usual] }, true)).toEqual([['parameter', 1]])
})

test('a mixture is counted, and what has no entry comes last', () => {
  const entries = [client('a'), bank('https://b.test'), client('c'), usual]
  expect(told({ usual, entries }, false)).toEqual([
    ['client', 2],
    ['issuer', 1],
    ['parameter', 1],
    ['parameter', null],
  ])
})
