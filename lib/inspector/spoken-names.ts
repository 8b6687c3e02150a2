import { processState } from '#lib/process-state.ts'

/** Names whose values may be read out: parameters, claims, members and headers that are no secret. */
const spoken = new Set([
  // Requests and answers of OAuth and OpenID Connect.
  ...['response_type', 'response_mode', 'client_id', 'redirect_uri', 'scope', 'prompt', 'claims'],
  ...['code_challenge_method', 'login_hint', 'grant_type', 'client_assertion_type'],
  ...['token_type_hint', 'post_logout_redirect_uri', 'error', 'error_description', 'error_uri'],
  ...['token_type', 'expires_in', 'account', 'essential', 'value', 'values'],
  // Our own pages.
  ...['returnTo', 'institutionId', 'ref', 'query', 'status', 'offset', 'limit', 'reason'],
  ...['from', 'to', 'sinceVersion', 'elsewhere'],
  // Claims, and headers of tokens.
  ...['alg', 'typ', 'kid', 'use', 'kty', 'crv', 'iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'azp'],
  ...['auth_time', 'acr', 'amr', 'name', 'given_name', 'family_name', 'middle_name', 'nickname'],
  ...['preferred_username', 'email', 'email_verified', 'picture', 'profile', 'locale', 'zoneinfo'],
  ...['updated_at', 'events', 'cty', 'crit'],
  'http://schemas.openid.net/event/backchannel-logout',
  'https://api.banno.com/consumer/claim/institution_id',
  'https://api.banno.com/consumer/claim/institution_details',
  'https://api.banno.com/consumer/claim/masked_accounts',
  // What we hold tokens against.
  ...['issuer', 'audience', 'algorithms', 'clockTolerance', 'maxTokenAge', 'requiredClaims'],
  ...['subjects', 'latest', 'now'],
  // Headers.
  ...['accept', 'content-type', 'content-length', 'cache-control', 'date', 'etag', 'if-match'],
  ...['retry-after', 'www-authenticate', 'x-request-id', 'user-agent', 'sec-fetch-site'],
  ...['connection', 'keep-alive', 'transfer-encoding', 'vary', 'accept-language'],
  ...['sec-fetch-mode', 'sec-fetch-dest', 'origin', 'referer', 'host'],
  // Answers of the APIs.
  ...['accounts', 'total', 'id', 'maskedNumber', 'type', 'customerName', 'currency', 'openedDate'],
  ...['maturityDate', 'version', 'ledgerBalance', 'availableBalance', 'holdsTotal', 'asOf'],
  ...['interestRate', 'accountId', 'institutions', 'errorCode', 'message', 'permission'],
  ...['users', 'totalCount', 'userId', 'userActive', 'firstName', 'lastName', 'businessName'],
  ...['primaryInstitutionUsername', 'userType', 'userAdded', 'userModified'],
  ...['transactions', 'numbers', 'accountType', 'accountSubType', 'accountHolderName', 'hidden'],
  ...['fetchedDate', 'sortIndex', 'balance', 'availableCredit', 'creditLimit', 'payoffBalance'],
  ...['contributesToAggregateTotals', 'minimumPaymentDue', 'paymentDueDate', 'sequence'],
  ...['amount', 'displayName', 'memo', 'filteredMemo', 'datePosted', 'pendingStatus'],
  ...['runningBalance', 'cleanMemo', 'expenseCategory', 'checkNumber', 'taskId'],
  // Lines of the log.
  ...['event', 'session', 'clientId', 'durationMs', 'problem', 'reference', 'missing', 'requestId'],
  ...['sessions', 'grants', 'what', 'names', 'outcome'],
])

/** Values that look like secrets, and are there to be seen: hashes, names of keys, public keys. */
const open = new Set([
  ...['code_challenge', 'at_hash', 'c_hash', 's_hash', 'kid', 'x', 'y', 'n', 'e'],
])

/** Words of somebody else's server, some of them for people to read: they may quote anything. */
const prose = new Set([
  ...['error_description', 'message', 'www-authenticate', 'x-request-id', 'reason', 'memo'],
  ...['filteredMemo', 'cleanMemo', 'error', 'errorCode', 'scope', 'token_type'],
])

/** Metadata of an authorization server (RFC 8414 §2). */
const metadata = /^[a-z_]{1,60}(_endpoint|_supported|_uri|_documentation)$/

/** What the configuration calls the institution's parameter and claim. */
const configured = () => processState('inspector.configured', () => new Set<string>())

export function speakAlso(names: readonly string[]): void {
  for (const name of names) configured().add(name)
}

export function isSpoken(name: string): boolean {
  return spoken.has(name) || isPublic(name) || metadata.test(name) || configured().has(name)
}

export function isProse(name: string): boolean {
  return prose.has(name)
}

export function isPublic(name: string): boolean {
  return open.has(name)
}
