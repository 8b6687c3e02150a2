import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** Longer than anybody should wait for an answer. */
const silenceMs = 30_000

/** Says nothing until the caller gives up. */
export async function staySilent(response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  // Who hung up is no error.
  await wait(silenceMs, null, { signal: gone.signal }).catch(() => null)
  response.destroy()
}
