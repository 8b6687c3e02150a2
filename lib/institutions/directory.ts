import { z } from 'zod'
import { pathSegment } from '#lib/path-segment.ts'

/** An institution a person may pick. Offered, never trusted: the token decides about access. */
export type ListedInstitution = Readonly<{ institutionId: string; name: string }>

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
  institutions: z.array(z.object({ institutionId: z.string().min(1), name: z.string() })),
})
