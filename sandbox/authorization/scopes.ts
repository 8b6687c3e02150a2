export const readScope = 'https://jackhenry.com/account-services/accounts.read'
export const writeScope = 'https://jackhenry.com/account-services/accounts.write'

/** What the shared server grants, and what that means to the person who is asked for it. */
export const identityScopes: Readonly<Record<string, string>> = {
  openid: 'Know that you are the one who signed in',
  profile: 'See your name, language and time zone',
  email: 'See your e-mail address',
  offline_access: 'Stay signed in while you are away',
  [readScope]: 'See accounts and their balances',
  [writeScope]: 'Change the details of accounts',
}

/** What service accounts are granted, and nobody who signs in. */
export const usersScope = 'https://jackhenry.com/consumer-user-search'

/** Without it a sign-in is none; every other scope may be left out by the person who is asked. */
export function isRequired(scope: string): boolean {
  return scope === 'openid'
}
