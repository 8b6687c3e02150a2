import { badRequest, noSuchThing } from '../api/error.ts'
import { bringUpToDate } from './books.ts'
import type { Asked } from './calls.ts'

/** A bank holds a question for news this long, and then answers that there is none. */
const longestHoldMs = 7_000

/** Sends the bank to fetch a customer's balances, which takes a while. */
export function startFetch({ tasks, customer, book }: Asked) {
  const task = tasks.start(customer.sub, () => bringUpToDate(book, Date.now()))
  return { taskId: task.id }
}

/**
 * What happened in a task: all of it, or what is new since a version, for which it waits.
 *
 * @throws {ApiError} 404 for a task that is not this customer's, 400 for a version that is not yet
 */
export async function followTask({ tasks, customer, id, query, signal }: Asked) {
  const task = tasks.find(id, customer.sub)
  if (!task) throw noSuchThing()
  const asked = query.get('sinceVersion')
  if (asked === null) return { version: task.version, events: task.eventsSince(0) }

  if (!/^\d{1,9}$/.test(asked)) throw badRequest('sinceVersion must be a whole number.')
  const since = Number(asked)
  if (since > task.version) throw badRequest('sinceVersion is greater than the current version.')
  if (since === task.version) {
    await task.nextEvent(AbortSignal.any([signal, AbortSignal.timeout(longestHoldMs)]))
  }
  return { version: task.version, events: task.eventsSince(since) }
}
