import type { Client } from './server.ts'

/** Whether a bank's own customers sign in there, and not its employees. */
export function isConsumer({ registration }: Client): boolean {
  return new URL(registration.issuer).pathname.startsWith('/a/consumer/')
}
