import type { ClientMetadata } from 'oidc-provider'
import type { Directory } from '../directory.ts'
import type { Institution } from '../institutions.ts'
import type { Person } from '../people.ts'
import type { Secrets } from '../secrets.ts'

/** One authorization server: the sign-in service that many institutions share, or a bank's own. */
export type Realm = Readonly<{
  origin: string
  /** The path below which the engine is mounted; the issuer is origin and path. */
  issuerPath: string
  /** The path below which the API stands that believes its access tokens. */
  apiPath: string
  /** Origin of the app that may sign people in here. */
  appUrl: string
  accessTokenSeconds: number
  clientKeysSeconds: number
  /** The bank whose own server this is: all it grants is for that bank. Null: requests say. */
  bank: Institution | null
  /** Who can sign in. */
  people: readonly Person[]
  /** Who may enter what. */
  directory: Directory
  clients: readonly ClientMetadata[]
  /** Scope -> what it means to the person who is asked for it. */
  scopes: Readonly<Record<string, string>>
  /** Scopes for clients that act by themselves; none: there are no such clients. */
  serviceScopes: readonly string[]
  /** A refresh token comes with this scope, and with no other. */
  refreshScope: string
  /** Claims that an ID token carries only where the request names them. */
  claimsOnRequest: Readonly<Record<string, unknown>>
  secrets: Secrets
}>

export function issuerOf({ origin, issuerPath }: Realm): string {
  return origin + issuerPath
}

/** Base of the API, and the audience of every access token. */
export function apiUrlOf({ origin, apiPath }: Realm): string {
  return origin + apiPath
}
