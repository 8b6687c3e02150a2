import type { ClientKey } from '#lib/client-key.ts'

/**
 * What one authorization server knows us by, and how it wants to be asked.
 *
 * Everything in `lib/oauth` takes this as a value: which registration serves which institution is
 * decided in `lib/institutions`.
 */
export type Registration = Readonly<{
  /** Issuer identifier, compared as an exact string. */
  issuer: string
  /** Where the issuer's metadata is. */
  discoveryUrl: string
  clientId: string
  clientAuth: ClientAuth
  /** Byte for byte as registered. */
  redirectUri: string
  /** Space-separated scope of a plain request. */
  scope: string
  /** The authorization-request parameter that carries the institution; null sends none. */
  institutionParameter: string | null
  /** The claim that says which institution a token is for; null: client or issuer decide. */
  institutionClaim: string | null
  /** The claim's value for Institution Zero; null: any or none. */
  institutionZeroId: string | null
  /** Further parameters of the authorization request. */
  parameters: Readonly<Record<string, string>>
  /** Claims to ask for by name (OpenID Connect Core §5.5). */
  claims: Readonly<Record<string, unknown>> | null
  /** With several issuers, an answer that does not say whose it is may be mixed up (RFC 9207 §4). */
  requiresIss: boolean
}>

/** How we prove to the token endpoint who we are. */
export type ClientAuth =
  | Readonly<{
      method: 'private_key_jwt'
      /** The first signs. Asked each time, because a key file may have changed. */
      keys: () => readonly ClientKey[]
      audience: 'token_endpoint' | 'issuer'
    }>
  | Readonly<{ method: 'client_secret_basic' | 'client_secret_post'; secret: string }>
