export const readScope = 'https://jackhenry.com/account-services/accounts.read'
export const writeScope = 'https://jackhenry.com/account-services/accounts.write'

/** What a scope means to the person who is asked for it. */
const inPlainWords: Readonly<Record<string, string>> = {
  openid: 'Know that you are the one who signed in',
  profile: 'See your name, language and time zone',
  email: 'See your e-mail address',
  offline_access: 'Stay signed in while you are away',
  [readScope]: 'See accounts and their balances',
  [writeScope]: 'Change the details of accounts',
}

export const grantableScopes = Object.keys(inPlainWords)

/** The scopes of a request that can be granted here, each once; unknown ones are left out. */
export function knownScopes(scope: unknown): string[] {
  const asked = typeof scope === 'string' ? scope.split(' ') : []
  return grantableScopes.filter((known) => asked.includes(known))
}

export function describeScope(scope: string): string {
  return inPlainWords[scope] ?? scope
}
