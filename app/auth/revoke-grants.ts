import { isConfigured, registrationOf } from '#lib/institutions/registry.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { revokeRefreshToken } from '#lib/oauth/revoke.ts'

/** Tells the issuer, at best, that these grants are no longer needed. */
export async function revokeGrants(grants: readonly Grant[]): Promise<void> {
  await Promise.all(
    grants.filter(isConfigured).map(async (grant) => {
      if (grant.refreshToken === null) return
      await revokeRefreshToken(registrationOf(grant), grant.refreshToken)
    }),
  )
}
