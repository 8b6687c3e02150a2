import { z } from 'zod'
import { record } from '#lib/events.ts'
import { pathSegment } from '#lib/path-segment.ts'
import { isInstitutionId } from './institution-id.ts'

/** An institution a person may pick. Offered, never trusted: the token decides about access. */
export type ListedInstitution = Readonly<{ institutionId: string; name: string }>

/** What is not looked at: entries beyond so many, and what a name has beyond so many characters. */
const mostEntries = 10_000
const longestName = /^.{0,200}/su

/**
 * The institutions a person may pick, as the resource API lists them with the Institution Zero token.
 *
 * Assumption: that such a call exists is documented, its path and shape are not public. When you know
 * the real ones, this file is the only one to change.
 */
export function directoryPath(subject: string): string {
  return `/users/${pathSegment(subject)}/institutions`
}

export const directoryAnswer = z.object({
  institutions: z
    .array(z.unknown())
    .transform((entries) => entries.slice(0, mostEntries))
    .pipe(z.array(z.object({ institutionId: z.string(), name: z.string() }))),
})

/**
 * What a directory lists, fit to be shown: in its order, each institution once, by its first name. What
 * cannot be an institutionId is left out, and the log says how often.
 *
 * @param ownName how we call an institution ourselves; then the directory's name for it does not count
 */
export function fitToShow(
  entries: readonly ListedInstitution[],
  ownName: (institutionId: string) => string | undefined,
): readonly ListedInstitution[] {
  const byId = new Map<string, ListedInstitution>()
  let malformed = 0
  for (const { institutionId, name } of entries.slice(0, mostEntries)) {
    if (!isInstitutionId(institutionId)) malformed += 1
    else if (!byId.has(institutionId)) {
      const shown = visible(ownName(institutionId) ?? name) || institutionId
      byId.set(institutionId, { institutionId, name: shown })
    }
  }
  if (malformed > 0) record('directory-fault', { malformed })
  return [...byId.values()]
}

// Control characters do not show, and those that turn the direction of text show something else.
const invisible = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu

function visible(name: string): string {
  const [start = ''] = longestName.exec(name.trimStart()) ?? []
  return start.replace(invisible, ' ').trim()
}
