import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Reported } from './examine.ts'
import { ok, skipped, wrong } from './finding.ts'
import { asJson, asText } from './report.ts'

const address = 'https://login.bank.test/a/very/long/address/that/has/to/be/copied/as/it/is'
const findings: readonly Reported[] = [
  { check: 'scopes', ...skipped('the server does not say') },
  { check: 'keys', ...ok('all there', 'a note') },
  { check: 'clock', ...skipped('the server does not say') },
  { check: 'endpoints', ...wrong('metadata-refused', { reason: address }) },
]
const plain = { columns: 60, isColoured: false }

test('a person reads what, why and what to do, and last how it stands', () => {
  expect(asText(findings, plain).split('\n')).toEqual([
    'ok       keys',
    '         all there',
    '         a note',
    'FAULT    endpoints',
    '         the app refuses the metadata:',
    `         ${address}`,
    '         Why: The app checks metadata before it believes it.',
    '         Do:  Correct what is named.',
    'skipped  scopes, clock',
    '         the server does not say',
    '',
    '1 fault, 0 warnings, 1 ok, 2 skipped. Repair the faults first.',
  ])
})

test('colours add nothing but colours', () => {
  const coloured = asText(findings, { ...plain, isColoured: true })

  expect(coloured).toContain('\u001b[31mFAULT')
  expect(stripVTControlCharacters(coloured)).toBe(asText(findings, plain))
})

test('a program reads every finding, in order, with counts', () => {
  const report = JSON.parse(asJson(findings))

  expect(report.summary).toEqual({ ok: 1, warnings: 0, faults: 1, skipped: 2 })
  expect(report.findings).toEqual(findings)
  expect(Object.keys(report.findings[0])).toEqual([
    ...['check', 'status', 'id', 'subject', 'what', 'why', 'remedy'],
  ])
})
