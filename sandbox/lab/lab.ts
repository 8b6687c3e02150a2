import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import type { Realm } from '../authorization/realm.ts'
import type { Memory } from '../authorization/storage.ts'

/** What the pages of the lab stand on: the server they disturb, and what it remembers. */
export type Lab = Readonly<{
  realm: Realm
  provider: Provider
  /** The sign-in sessions of browsers. */
  sessions: Memory
}>

/** One address of the lab. */
export type LabPage = Readonly<{
  path: string
  /** How the pages of the lab call it where they link to each other; null: no page to go to. */
  name: string | null
  /** @param pages all of the lab, to link to */
  answer: (
    request: IncomingMessage,
    response: ServerResponse,
    pages: readonly LabPage[],
  ) => unknown
}>
