import type { Named } from './flow.ts'
import type { Shown } from './mask.ts'

/** Beside a code verifier stands its hash, which we worked out and nobody sent (RFC 7636 §4.2). */
export const verifierHash = 'S256(code_verifier)'

/** Parameters or members as they were sent, in their order: a name once for each of its values. */
export function sentFields(fields: Named): [name: string, value: Shown][] {
  return Object.entries(fields)
    .filter(([name]) => name !== verifierHash)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, Shown] => [name, one]),
    )
}
