import 'server-only'
import { isConfigured, registrationFor } from '#lib/institutions/registry.ts'
import { featuresOf, missingScopes } from '#lib/oauth/scope.ts'
import { currentGrants } from './viewer.ts'

export { accountsReadScope, accountsWriteScope } from '#lib/oauth/scope.ts'

/** What does not work there because it was asked for and not granted, in plain words. */
export async function getMissingFeatures(institutionId: string): Promise<readonly string[]> {
  const grant = (await currentGrants()).find((it) => it.institutionId === institutionId)
  if (!grant || !isConfigured(grant)) return []
  const missing = missingScopes(registrationFor(institutionId).scope, grant.scope)
  // Some servers give a refresh token and name no scope for it.
  return featuresOf(
    missing.filter((scope) => !(scope.endsWith('offline_access') && grant.isRenewable)),
  )
}
