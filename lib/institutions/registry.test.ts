import { expect, test } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import type { Registration } from '#lib/oauth/registration.ts'
import {
  hasInstitutionZero,
  institutionApi,
  isConfigured,
  issuers,
  registrationFor,
  registrationOf,
} from './registry.ts'
import { always, type Entry, zero } from './testing/configurations.ts'

const clientOf = ({ issuer, clientId }: { issuer: string; clientId: string }) =>
  `${clientId} at ${issuer}`

test('an institution is served by the client and the API of its own entry, and by no other', () => {
  always(({ entries }) => {
    for (const it of entries) {
      const { issuer, clientId } = registrationFor(it.institutionId)

      expect(issuer).toBe(it.issuer ?? zero.issuer)
      expect(clientId).toBe(it.clientId ?? zero.clientId)
      expect(institutionApi(it.institutionId).baseUrl).toBe(it.apiUrl ?? zero.apiUrl)
    }
  })
})

test('a secret goes where its entry says, and that of the environment to no client of an entry', () => {
  const held = { ONE: 'secret one', TWO: 'secret two', THREE: 'secret three' }
  always(({ entries }) => {
    for (const it of entries) {
      const registration = registrationFor(it.institutionId)
      const { clientAuth } = registration
      if (clientAuth.method === 'private_key_jwt') continue
      const isOwn = clientOf(registration) !== clientOf(zero)
      expect(clientAuth.secret).toBe(
        it.clientSecretEnv ? held[it.clientSecretEnv as keyof typeof held] : 'of zero',
      )
      if (isOwn) expect(clientAuth.secret).not.toBe('of zero')
    }
  })
})

test('without a claim, the client is that of this entry only', () => {
  always(({ entries }) => {
    const silent = entries.filter((it) => it.institutionClaim === null)
    const clients = entries.map((it) => clientOf(registrationFor(it.institutionId)))

    for (const it of silent) {
      const own = clientOf(registrationFor(it.institutionId))
      expect(clients.filter((client) => client === own)).toHaveLength(1)
    }
  })
})

test('what was made with one registration is good for that one only', () => {
  always(({ entries }) => {
    const asked = [
      ...entries.map((it) => it.institutionId),
      ...(hasInstitutionZero() ? [null] : []),
    ]
    for (const institutionId of asked) {
      for (const { issuer, clientId } of registrations(entries)) {
        const own = registrationFor(institutionId)
        const isOwn = own.issuer === issuer && own.clientId === clientId
        const made = { issuer, clientId, institutionId }

        expect(isConfigured(made)).toBe(isOwn)
        if (isOwn) expect(registrationOf(made)).toEqual(own)
        else expect(() => registrationOf(made, 'stale-sign-in')).toThrow(FlowError)
      }
    }
  })
})

test('an answer must say whose it is as soon as there are two issuers', () => {
  always(({ entries }) => {
    const all = registrations(entries)
    const names = new Set(all.map(({ issuer }) => issuer))

    expect(issuers()).toHaveLength(names.size)
    expect(new Set(all.map((it) => it.requiresIss))).toEqual(new Set([names.size > 1]))
  })
})

function registrations(entries: readonly Entry[]): Registration[] {
  const asked = [...entries.map((it) => it.institutionId), ...(hasInstitutionZero() ? [null] : [])]
  return asked.map((institutionId) => registrationFor(institutionId))
}
