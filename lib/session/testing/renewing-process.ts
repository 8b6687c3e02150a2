import type { Grant } from '#lib/oauth/grant.ts'
import { renewGrant } from '#lib/session/refresh.ts'
import { sessionStore } from '#lib/session/session-store.ts'
import { registrationOf } from './make.ts'

/** What the test says when both processes are up: renew this session's grant, so many times at once. */
export type Order = Readonly<{ key: string; times: number }>
/** What each of the calls came to. */
export type Outcomes = readonly (Grant['accessToken'] | null)[]

/** A second process of the app, as far as refreshing goes. Configured by its environment. */
async function carryOut({ key, times }: Order): Promise<Outcomes> {
  const session = await sessionStore().read(key)
  if (!session) throw new Error('there is no such session')
  const calls = Array.from({ length: times }, () => renewGrant(session, null, registrationOf))
  const results = await Promise.allSettled(calls)
  return results.map((result) =>
    result.status === 'fulfilled' ? (result.value.grants[0]?.accessToken ?? null) : null,
  )
}

process.once('message', async (order: Order) => {
  process.send?.(await carryOut(order))
  process.disconnect()
})
await sessionStore().check()
process.send?.('ready')
