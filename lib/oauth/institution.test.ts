import fc from 'fast-check'
import { expect, test } from 'vitest'
import { registrationAt } from '#lib/testing/issuer.ts'
import { checkInstitution, institutionNamed } from './institution.ts'

type Claims = Record<string, unknown>
type Tokens = { idToken: Claims; accessToken: Claims | null }

/** Whether tokens like these are taken for the institution that was asked for. */
function isTaken({ idToken, accessToken }: Tokens, asked: string | null, changes = {}): boolean {
  const registration = registrationAt(changes)
  try {
    checkInstitution(registration, asked, institutionNamed(registration, idToken, accessToken))
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'wrong-institution' })
    return false
  }
}

const ids = ['larkspur', 'juniper', 'Larkspur', 'larkspur ', '', 'zero']
const claim = fc.oneof(fc.constantFrom(...ids), fc.constantFrom(undefined, null), fc.anything())
const carried = claim.map(
  (institutionId): Claims => (institutionId === undefined ? {} : { institutionId }),
)
const tokens = fc.record({ idToken: carried, accessToken: fc.option(carried) })
const isSaid = (value: unknown) => value !== undefined && value !== null

test('tokens are taken for the one institution they name, and for no other', () => {
  fc.assert(
    fc.property(tokens, fc.constantFrom('larkspur', 'juniper'), (given, asked) => {
      const said = [given.idToken, given.accessToken ?? {}]
        .map(({ institutionId }) => institutionId)
        .filter(isSaid)
      const isRight = said.length > 0 && said.every((value) => value === asked)

      expect(isTaken(given, asked)).toBe(isRight)
    }),
    { numRuns: 2000 },
  )
})

test('no tokens are taken for two institutions', () => {
  fc.assert(
    fc.property(tokens, (given) => {
      expect(ids.filter((asked) => isTaken(given, asked)).length).toBeLessThanOrEqual(1)
    }),
  )
})

test('the claim is read under its own name only, and never from a prototype', () => {
  const elsewhere = { institution: 'larkspur', InstitutionId: 'larkspur' }
  expect(isTaken({ idToken: elsewhere, accessToken: null }, 'larkspur')).toBe(false)

  const inherited = Object.create({ institutionId: 'larkspur' })
  expect(isTaken({ idToken: inherited, accessToken: null }, 'larkspur')).toBe(false)
  const named = { institutionClaim: 'constructor' }
  expect(isTaken({ idToken: {}, accessToken: null }, 'larkspur', named)).toBe(false)
})

test('where the id of Institution Zero is known, a sign-in brings it; else any, or none', () => {
  const zero = { institutionZeroId: 'nought' }
  const given = (institutionId: unknown) => ({ idToken: { institutionId }, accessToken: null })

  expect(isTaken(given('nought'), null, zero)).toBe(true)
  expect(isTaken(given('larkspur'), null, zero)).toBe(false)
  expect(isTaken(given(null), null, zero)).toBe(false)
  expect(isTaken(given('larkspur'), null)).toBe(true)
  expect(isTaken(given(null), null)).toBe(true)
})

test('without a claim, tokens are not asked: client or issuer decide', () => {
  fc.assert(
    fc.property(tokens, fc.constantFrom('larkspur', null), (given, asked) => {
      expect(isTaken(given, asked, { institutionClaim: null })).toBe(true)
    }),
  )
})
