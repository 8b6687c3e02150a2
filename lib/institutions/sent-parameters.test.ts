import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginAuthorization } from '#lib/oauth/authorize.ts'
import { startIssuer } from '#lib/testing/issuer.ts'
import { registrationFor } from './registry.ts'
import { start } from './testing/configurations.ts'

test('no parameter of an entry takes the place of one that we send', async () => {
  await startIssuer()
  const name = fc.oneof(
    fc.constantFrom('state', 'nonce', 'client_id', 'redirect_uri', 'scope', 'code_challenge'),
    fc.constantFrom('response_type', 'response_mode', 'claims', 'request', 'request_uri'),
    fc.constantFrom('institutionId', 'bank', 'login_hint', 'prompt', 'acr_values', '__proto__'),
    fc.string(),
  )
  const parameters = fc.dictionary(name, fc.string({ maxLength: 50 }), { maxKeys: 4 })

  await fc.assert(
    fc.asyncProperty(parameters, fc.boolean(), async (given, ownParameter) => {
      const larkspur = {
        institutionId: 'larkspur',
        name: 'Larkspur Bank',
        parameters: given,
        ...(ownParameter && { institutionParameter: 'bank' }),
      }
      const plain = { hasZero: true, proof: 'secret', directory: 'api' } as const
      if (!start({ ...plain, entries: [larkspur] })) return

      const registration = registrationFor('larkspur')
      const { location, transaction } = await beginAuthorization(registration, {
        institutionId: 'larkspur',
        returnTo: '/',
        loginHint: 'ada@example.test',
        scope: null,
        anotherPerson: true,
      })

      for (const [parameter, value] of Object.entries({
        response_type: 'code',
        client_id: 'foyer',
        redirect_uri: 'https://app.test/auth/callback',
        scope: transaction.scope,
        state: transaction.state,
        nonce: transaction.nonce,
        code_challenge_method: 'S256',
        login_hint: 'ada@example.test',
        prompt: 'login',
        [ownParameter ? 'bank' : 'institutionId']: 'larkspur',
      })) {
        expect(location.searchParams.getAll(parameter)).toEqual([value])
      }
      for (const never of ['request', 'request_uri', 'response_mode', 'claims']) {
        expect(location.searchParams.has(never)).toBe(false)
      }
    }),
    { numRuns: 200 },
  )
})
