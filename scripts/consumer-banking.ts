/** What the names of scopes and of claims begin with, as Jack Henry documents it. */
export const consumerAuth = 'https://api.banno.com/consumer/auth'
export const consumerClaim = 'https://api.banno.com/consumer/claim'

/** The claim of an ID token that names the bank. A server sends it only where it is asked for. */
const institutionIdClaim = `${consumerClaim}/institution_id`

/** What the pages about a consumer's accounts need; only this `offline_access` brings a refresh token. */
export const consumerScope = [
  'openid',
  'profile',
  'email',
  `${consumerAuth}/offline_access`,
  `${consumerAuth}/accounts.readonly`,
  `${consumerAuth}/transactions.detail.readonly`,
  `${consumerAuth}/user.profile.readonly`,
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
