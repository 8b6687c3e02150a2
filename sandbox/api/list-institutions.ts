import { setTimeout as wait } from 'node:timers/promises'
import type { Directory } from '../directory.ts'
import type { Institution } from '../institutions.ts'
import { findPerson } from '../people.ts'
import { ApiError } from './error.ts'

/** Longer than anybody should wait for an answer. */
const slowMs = 15_000

/**
 * The institutions a person may enter, in no order that means anything.
 *
 * @throws {ApiError} 503 while the directory was ordered to be down
 */
export async function listInstitutions(
  directory: Directory,
  sub: string,
  signal: AbortSignal,
): Promise<{ institutions: readonly Institution[] }> {
  const person = findPerson(sub)
  const institutions = person ? directory.institutionsOf(person) : []
  switch (directory.behaviour) {
    case 'ok':
      return { institutions }
    case 'down':
      throw new ApiError(503, 'UNAVAILABLE', 'The directory is down.')
    case 'slow':
      // Who hung up is no error.
      await wait(slowMs, null, { signal }).catch(() => null)
      return { institutions }
    case 'duplicates':
      return { institutions: [...institutions, ...institutions.map(again), malformed] }
  }
}

const malformed: Institution = { institutionId: '../accounts', name: 'An id that is none' }

function again({ institutionId, name }: Institution): Institution {
  return { institutionId, name: `${name}, once more` }
}
