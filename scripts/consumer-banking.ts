const consumer = 'https://api.banno.com/consumer'

/** The claim of an ID token that names the bank. A server sends it only where it is asked for. */
export const institutionIdClaim = `${consumer}/claim/institution_id`

/** What the pages about a consumer's accounts need; only this `offline_access` brings a refresh token. */
export const consumerScope = [
  'openid',
  'profile',
  'email',
  `${consumer}/auth/offline_access`,
  `${consumer}/auth/accounts.readonly`,
  `${consumer}/auth/transactions.detail.readonly`,
  `${consumer}/auth/user.profile.readonly`,
].join(' ')

/** What INSTITUTIONS_FILE says of every consumer bank, whoever runs it. */
export function consumerBank(bankUrl: string) {
  return {
    issuer: `${bankUrl}/a/consumer/api/v0/oidc`,
    scope: consumerScope,
    institutionParameter: null,
    institutionClaim: institutionIdClaim,
    claims: { id_token: { [institutionIdClaim]: null } },
    api: 'consumer',
    apiUrl: bankUrl,
  }
}
