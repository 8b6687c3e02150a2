import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Orders } from '../http/control.ts'
import type { Armed } from './armed.ts'
import type { RefusedTokens } from './refused-tokens.ts'
import type { Server } from './strikes.ts'

/** What the lab stands on: the server it disturbs, and what is armed there. */
export type Lab = Server &
  Readonly<{
    armed: Armed
    refused: RefusedTokens
    /** The site's other orders; a reset of the lab is theirs, too. */
    orders: Orders
  }>

/** One address of the lab. */
export type LabPage = Readonly<{
  path: string
  /** How the pages of the lab call it where they link to each other; null: no page to go to. */
  name: string | null
  /** @param pages all of the lab, to link to */
  answer: (request: IncomingMessage, response: ServerResponse, pages: readonly LabPage[]) => unknown
}>
