import type { IncomingMessage } from 'node:http'
import { processState } from '#lib/process-state.ts'

/** By this header the front door asks for `proxy.ts`, and says what there is to look at. */
export const proxyMark = 'x-foyer-proxy'

export type Look = 'address' | 'store' | 'store-away'

/** The app sets it when it starts: our own server stands outside of what is built. */
const gate = () => processState('store-gate.open', () => ({ isOpen: async () => false }))

export function setStoreGate(isOpen: () => Promise<boolean>): void {
  gate().isOpen = isOpen
}

/**
 * Asks the session store, for a request that needs it. Where it answers, the request is spared the proxy;
 * else the proxy hears that it was asked.
 */
export async function spareProxy({ headers }: IncomingMessage): Promise<void> {
  if (headers[proxyMark] !== ('store' satisfies Look)) return
  if (await gate().isOpen()) delete headers[proxyMark]
  else headers[proxyMark] = 'store-away' satisfies Look
}
