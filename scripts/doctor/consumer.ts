import type { Client } from './server.ts'

// What consumer banking calls its scopes and claims, as Jack Henry documents it.
export const consumerAuth = 'https://api.banno.com/consumer/auth'
export const consumerClaim = 'https://api.banno.com/consumer/claim'

/** Whether a bank's own customers sign in there, and not its employees. */
export function isConsumer({ registration }: Client): boolean {
  return new URL(registration.issuer).pathname.startsWith('/a/consumer/')
}
