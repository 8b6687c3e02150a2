export const accountsReadScope = 'https://jackhenry.com/account-services/accounts.read'
export const accountsWriteScope = 'https://jackhenry.com/account-services/accounts.write'

/** What a request may add to the configured scope; everything else is ignored. */
const addableScopes: readonly string[] = [accountsReadScope, accountsWriteScope]

/** Joins a configured scope with those wanted on top of it that may be added (RFC 6749 §3.3). */
export function addScopes(configured: string, wanted: string | null): string {
  const added = (wanted ?? '').split(' ').filter((scope) => addableScopes.includes(scope))
  return [...new Set([...configured.split(' ').filter(Boolean), ...added])].join(' ')
}
