const auth = 'https://api.banno.com/consumer/auth'

export const offlineScope = `${auth}/offline_access`
export const accountsScope = `${auth}/accounts.readonly`
export const transactionsScope = `${auth}/transactions.detail.readonly`
export const profileScope = `${auth}/user.profile.readonly`

/** What a bank grants, and what that means to its customer. */
export const consumerScopes: Readonly<Record<string, string>> = {
  openid: 'Know that you are the one who signed in',
  profile: 'See your name, language and time zone',
  email: 'See your e-mail address',
  [offlineScope]: 'Stay connected to the bank while you are away',
  [accountsScope]: 'See your accounts and their balances',
  [transactionsScope]: 'See what was paid in and out of your accounts',
  [profileScope]: 'See your profile at the bank: address, phone and user name',
}
