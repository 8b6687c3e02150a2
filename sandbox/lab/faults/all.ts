import type { Fault } from '../fault.ts'
import { apiFaults } from './api.ts'
import { idTokenFaults } from './id-token.ts'
import { institutionFaults } from './institution.ts'
import { keyFaults } from './keys.ts'
import { logoutFaults } from './logout.ts'
import { refreshFaults } from './refresh.ts'
import { responseFaults } from './response.ts'
import { serviceFaults } from './service.ts'
import { tokenFaults } from './tokens.ts'

/** Everything that can be armed, in the order of a visit. */
export const faults: readonly Fault[] = [
  ...responseFaults,
  ...tokenFaults,
  ...idTokenFaults,
  ...keyFaults,
  ...institutionFaults,
  ...refreshFaults,
  ...apiFaults,
  ...serviceFaults,
  ...logoutFaults,
]

export function findFault(id: unknown): Fault | null {
  return faults.find((fault) => fault.id === id) ?? null
}
