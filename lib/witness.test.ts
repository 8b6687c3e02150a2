import { afterEach, expect, test } from 'vitest'
import { processState } from './process-state.ts'
import { type Check, check, judged, takeWitness, witness } from './witness.ts'

const told: Check[] = []

function watch(): void {
  takeWitness({
    during: (_step, work) => work(),
    calling: () => () => {},
    checked: (one) => void told.push(one),
    recorded: () => {},
    sendingOn: async () => {},
  })
}

afterEach(() => {
  told.length = 0
  processState('witness', () => ({ witness: null as unknown })).witness = null
})

test('a check comes out the same whether somebody watches or nobody', () => {
  expect([check('x', true, {}, {}), check('x', false, {}, {})]).toEqual([true, false])
  watch()
  expect([check('x', true, {}, {}), check('x', false, {}, {})]).toEqual([true, false])
})

test('who watches hears what was expected, what was found, and how it came out', () => {
  watch()

  check('aud', false, { aud: 'us' }, { aud: 'them' })

  expect(told).toEqual([
    { name: 'aud', by: 'us', holds: false, expected: { aud: 'us' }, found: { aud: 'them' } },
  ])
})

test('what a library refuses is told, and thrown on', async () => {
  watch()
  const refusal = new Error('refused')

  await expect(judged('answer', {}, {}, () => Promise.reject(refusal))).rejects.toBe(refusal)
  expect(await judged('answer', {}, {}, () => 42)).toBe(42)

  expect(told.map(({ by, holds }) => [by, holds])).toEqual([
    ['library', false],
    ['library', true],
  ])
})

test('nobody watches unless somebody took the seat', () => {
  expect(witness()).toBeNull()
})
