import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import { isInstitutionId } from './institution-id.ts'
import { entryOf, hasInstitutionZero, registrationFor } from './registry.ts'
import { configuration, start, zero } from './testing/configurations.ts'

const anyId = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.stringMatching(/^[\w.~/\\%-]{0,130}$/),
  fc.constantFrom(
    'larkspur',
    'juniper',
    'zero',
    '',
    '..',
    '../larkspur',
    'larkspur/',
    'Larkspur',
    '__proto__',
  ),
  fc.constantFrom('constructor', 'toString', 'larkspur\n', 'a'.repeat(129), 'larkspur%2f'),
)

test('an id that nobody configured is unknown, or served by the default client alone', () => {
  let strangers = 0
  fc.assert(
    fc.property(configuration, anyId, (given, id) => {
      if (!start(given) || given.entries.some((it) => it.institutionId === id)) return
      strangers += 1
      const isServed = hasInstitutionZero() && given.directory !== 'file' && isInstitutionId(id)

      expect(entryOf(id)).toBeNull()
      if (isServed) expect(registrationFor(id)).toMatchObject(clientAt(zero))
      else expect(problemOf(() => registrationFor(id))).toBe('unknown-institution')
    }),
    { numRuns: 250 },
  )
  expect(strangers).toBeGreaterThan(25)
})

test('an id is one plain segment of a path', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      fc.pre(isInstitutionId(id))
      expect(new URL(`https://api.test/${id}/enterprise`).pathname).toBe(`/${id}/enterprise`)
      expect(encodeURIComponent(id)).toBe(id)
    }),
  )
})

function clientAt({ issuer, clientId }: typeof zero) {
  return { issuer, clientId }
}

function problemOf(run: () => unknown): string | null {
  try {
    run()
    return null
  } catch (error) {
    return error instanceof FlowError ? error.code : 'a bug'
  }
}
