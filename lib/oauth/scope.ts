export const accountsReadScope = 'https://jackhenry.com/account-services/accounts.read'
export const accountsWriteScope = 'https://jackhenry.com/account-services/accounts.write'

/** Machine work: find the users of an institution. */
export const usersScope = 'https://jackhenry.com/consumer-user-search'

/** Where consumer banking keeps its scopes. */
const consumer = 'https://api.banno.com/consumer/auth'
const stayConnected = 'stay connected: once this access ends, you will be asked to sign in again'

/** What Foyer cannot do without a scope, in words that follow "Foyer may not". */
const features: ReadonlyMap<string, string> = new Map([
  [accountsReadScope, 'see accounts and their balances'],
  [accountsWriteScope, 'change accounts'],
  ['offline_access', stayConnected],
  [`${consumer}/accounts.readonly`, 'see accounts and their balances'],
  [`${consumer}/transactions.detail.readonly`, 'see what was paid in and out of accounts'],
  [`${consumer}/offline_access`, stayConnected],
])

/** What a request may add to the configured scope; everything else is ignored. */
const addableScopes: readonly string[] = [accountsReadScope, accountsWriteScope]

/** Joins a configured scope with those wanted on top of it that may be added (RFC 6749 §3.3). */
export function addScopes(configured: string, wanted: string | null): string {
  const added = scopesOf(wanted ?? '').filter((scope) => addableScopes.includes(scope))
  return [...new Set([...scopesOf(configured), ...added])].join(' ')
}

/** The scopes that were asked for and not granted: a server may grant a part (RFC 6749 §3.3). */
export function missingScopes(asked: string, granted: string): readonly string[] {
  return scopesOf(asked).filter((scope) => !scopesOf(granted).includes(scope))
}

/** What does not work without these scopes, in plain words. */
export function featuresOf(scopes: readonly string[]): readonly string[] {
  return scopes.flatMap((scope) => features.get(scope) ?? [])
}

function scopesOf(scope: string): readonly string[] {
  return scope.split(' ').filter(Boolean)
}
