import 'server-only'
import { accountsWriteScope, missingScopes } from '#lib/oauth/scope.ts'
import { currentGrants } from '../viewer.ts'

/** Whether the person let Foyer change accounts there; whether they may themselves, the API knows. */
export async function mayChangeAccounts(institutionId: string): Promise<boolean> {
  const grant = (await currentGrants()).find((it) => it.institutionId === institutionId)
  return grant !== undefined && missingScopes(accountsWriteScope, grant.scope).length === 0
}
