import 'server-only'
import { FlowError } from '#lib/errors.ts'
import { grantFor, type Session } from '#lib/session/session.ts'
import { callApiOnce } from './api.ts'
import { getInstitutions } from './institutions.ts'
import { renewedViewer } from './viewer.ts'

/**
 * An authorization server says no, and does not say why: the person did not consent, or is no longer one
 * of the institution's people. Of the second the directory may know; where it cannot be asked, the first is
 * told.
 *
 * @returns the error to throw
 */
export async function explainDenial(
  error: unknown,
  institutionId: string | null,
  session: Session | null,
): Promise<unknown> {
  const isDenial = error instanceof FlowError && error.code === 'access-denied'
  if (!isDenial || institutionId === null || !session || !grantFor(session, null)) return error

  try {
    const listed = await getInstitutions(await renewedViewer(session, null), callApiOnce)
    const isListed = listed.some((it) => it.institutionId === institutionId)
    return isListed
      ? error
      : new FlowError('not-a-member', 'denied, and no longer in the directory')
  } catch (failure) {
    if (failure instanceof FlowError) return error
    throw failure
  }
}
