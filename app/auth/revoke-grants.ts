import { registrationFor } from '#lib/institutions/registry.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { revokeRefreshToken } from '#lib/oauth/revoke.ts'

/** Tells the issuers, at best, that these grants are no longer needed. Takes two seconds at most. */
export async function revokeGrants(grants: readonly Grant[]): Promise<void> {
  await Promise.all(
    grants.map(async ({ institutionId, refreshToken }) => {
      if (refreshToken !== null) {
        await revokeRefreshToken(registrationFor(institutionId), refreshToken)
      }
    }),
  )
}
