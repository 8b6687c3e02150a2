import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerJson } from './answer.ts'
import { BodyTooLong, readBody } from './body.ts'

/** What may be ordered: a name, and what to do for a value; null for a value that makes no sense. */
export type Orders = Readonly<Record<string, (value: unknown) => Order | null>>
/** What it answers does not matter, but when. */
export type Order = () => unknown

const longestOrderBytes = 4_096

/**
 * `POST /control`: a test or a talk says what happens next. All that was ordered is done, or nothing.
 *
 * Never for a page of another site: a browser sends JSON elsewhere only after asking, and says where the
 * page is from.
 */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  orders: Orders,
): Promise<void> {
  const refuse = (status: number, error: string) => answerJson(response, { error }, status)
  const { method, headers } = request
  if (method !== 'POST') return refuse(405, 'Send POST.')
  if (!isOwn(headers)) return refuse(403, 'Not from here.')
  if (!/^application\/json(;|$)/i.test(headers['content-type'] ?? '')) {
    return refuse(415, 'Send application/json.')
  }

  const known = Object.keys(orders).join(', ')
  const asked = await readOrders(request)
  if (!asked) return refuse(400, `Send a short JSON object with some of: ${known}.`)
  const actions: Order[] = []
  for (const [name, value] of asked) {
    const action = Object.hasOwn(orders, name) ? orders[name]?.(value) : null
    if (!action) return refuse(400, `Not understood. There is: ${known}.`)
    actions.push(action)
  }
  for (const act of actions) await act()
  answerJson(response, {})
}

function isOwn({ origin, host, 'sec-fetch-site': site = 'none' }: IncomingMessage['headers']) {
  const sameOrigin = origin === undefined || origin === `http://${host}`
  return sameOrigin && (site === 'none' || site === 'same-origin')
}

async function readOrders(request: IncomingMessage): Promise<[string, unknown][] | null> {
  try {
    const value: unknown = JSON.parse(await readBody(request, longestOrderBytes))
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value)
      : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof BodyTooLong) return null
    throw error
  }
}
