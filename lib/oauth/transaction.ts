/** What `authorize` remembers until `callback`, in a sealed cookie of this browser. */
export type Transaction = Readonly<{
  /** RFC 6749 §4.1.1: binds the answer to the browser that asked. */
  state: string
  /** OpenID Connect Core §3.1.2.1: binds the ID token to this request. */
  nonce: string
  /** RFC 7636 §4.1: proves that who redeems the code is who asked for it. */
  codeVerifier: string
  /** The registration this request was made for; an answer is held against no other. */
  issuer: string
  clientId: string
  /** The institution asked for; null for a sign-in. */
  institutionId: string | null
  /** Space-separated, as asked for. */
  scope: string
  /** A path on this site. */
  returnTo: string
  /** Epoch milliseconds. */
  startedAt: number
}>

/** A sign-in must finish within ten minutes. */
export const transactionLifetimeSeconds = 600
