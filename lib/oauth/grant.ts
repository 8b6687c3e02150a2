/** What one authorization brought. It stays on the server, sealed, for as long as the session. */
export type Grant = Readonly<{
  issuer: string
  clientId: string
  /** Null for Institution Zero, the identity grant. */
  institutionId: string | null
  /** The institution's name as the directory gave it; null while nobody has told us. */
  institutionName: string | null
  /** `sub`: the person, unique at this issuer. */
  subject: string
  /** `sid`: the session at the issuer, for back-channel logout. */
  sid: string | null
  accessToken: string
  /** Epoch milliseconds. */
  accessTokenExpiresAt: number
  refreshToken: string | null
  /** As received; only ever sent back as `id_token_hint`. */
  idToken: string
  /** What the ID token said about the person, for the profile page. */
  claims: Readonly<Record<string, unknown>>
  /** Space-separated, as granted. */
  scope: string
  /** When the person authorized this grant, and when its tokens were last renewed. Epoch ms. */
  authorizedAt: number
  refreshedAt: number
}>

/** The address of a grant within a session: an institution, or Institution Zero. */
export function isGrantFor(institutionId: string | null): (grant: Grant) => boolean {
  return (grant) => grant.institutionId === institutionId
}
