import { randomBytes, randomUUID } from 'node:crypto'
import type { Grant } from '#lib/oauth/grant.ts'
import type { Registration } from '#lib/oauth/registration.ts'
import type { Session } from '#lib/session/store.ts'
import { registrationAt } from '#lib/testing/issuer.ts'

export const secret = 'a secret of at least 32 characters'
const hourMs = 3_600_000

/** A grant that is good for ten minutes, as if just given. */
export function makeGrant(changes: Partial<Grant> = {}): Grant {
  const now = Date.now()
  return {
    issuer: 'https://issuer.test',
    clientId: 'foyer',
    institutionId: null,
    institutionName: null,
    subject: 'ada',
    sid: null,
    accessToken: `at-${randomUUID()}`,
    accessTokenExpiresAt: now + 600_000,
    refreshToken: `rt-${randomUUID()}`,
    idToken: 'id-token',
    claims: { sub: 'ada', name: 'Ada Okafor' },
    scope: 'openid',
    authorizedAt: now,
    refreshedAt: now,
    ...changes,
  }
}

export function makeSession(changes: Partial<Session> = {}): Session {
  const now = Date.now()
  return {
    key: randomUUID(),
    grants: [makeGrant()],
    createdAt: now,
    idleExpiresAt: now + hourMs,
    absoluteExpiresAt: now + 10 * hourMs,
    ...changes,
  }
}

export function makeIdHash(): string {
  return randomBytes(32).toString('base64url')
}

export function registrationOf({ issuer, clientId }: Grant): Registration {
  const discoveryUrl = `${issuer}/.well-known/openid-configuration`
  return registrationAt({ issuer, discoveryUrl, clientId, institutionClaim: null })
}
