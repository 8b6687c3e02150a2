import type { IncomingMessage } from 'node:http'
import type { Provider } from 'oidc-provider'
import type { Grants } from '../authorization/grants.ts'
import type { Realm } from '../authorization/realm.ts'
import type { SigningKeys } from '../authorization/signing-keys.ts'
import type { Memory } from '../authorization/storage.ts'
import type { RefusedTokens } from './refused-tokens.ts'

/** The server that a fault strikes. */
export type Server = Readonly<{
  realm: Realm
  provider: Provider
  grants: Grants
  sessions: Memory
  keys: SigningKeys
}>

/** What the token endpoint answers: JSON, or nothing for as long as anybody waits. */
export type TokenAnswer = Readonly<{ status: number; body: Tokens }> | 'silence'
export type Tokens = Readonly<Record<string, unknown>>

/** What an API answers in place of its own answer; text is HTML. */
export type ApiAnswer =
  | Readonly<{ status: number; headers?: Record<string, string>; body: object | string }>
  | 'silence'

/** Where a fault strikes, and how. All places that are named have to be met on the way of one flow. */
export type Strikes = Readonly<{
  /** Changes an authorization request before the server reads it. */
  request?: (query: URLSearchParams) => void
  /** Changes the address at which the server sends the browser back to the app. */
  response?: (target: URL, server: Server) => unknown
  /** The audience that the server expects of the client's assertion. */
  audience?: string
  /** Changes what the token endpoint is about to answer. */
  tokens?: (tokens: Tokens, server: Server, grantId: string) => TokenAnswer | Promise<TokenAnswer>
  /**
   * Until the app has asked for another access token, the API refuses the one it has where such data is
   * asked for: nobody has to wait for a token to end.
   */
  lure?: 'page' | 'service'
  /** Answers for the API. */
  api?: (request: IncomingMessage, refused: RefusedTokens) => ApiAnswer
  /** Happens with the click; answers what came of it. */
  now?: (server: Server) => Promise<string>
}>
