import 'server-only'
import { redirect } from 'next/navigation'
import { hasInstitutionZero } from '#lib/institutions/registry.ts'
import { getEnteredInstitutions } from '../institutions.ts'
import { findViewer, requireViewer, type Viewer } from '../viewer.ts'
import { isServiceOn } from './registration.ts'

/**
 * The person in front of the page of the service account: with a grant of their own for the institution, or
 * for the first one they entered where the address names none. Who entered none is led to the picker.
 *
 * Where no service account is configured at all, any person who is signed in.
 *
 * @param addressOf where to come back to
 */
export async function requireVisitor(
  institutionId: string | null,
  addressOf: (institutionId: string | null) => string,
): Promise<Viewer> {
  if (institutionId !== null && isServiceOn()) {
    return requireViewer(addressOf(institutionId), institutionId)
  }
  const person = await findViewer()
  if (person === null && hasInstitutionZero()) return requireViewer(addressOf(institutionId))
  if (person === null) redirect('/institutions')
  if (!isServiceOn()) return person

  const [entered] = await getEnteredInstitutions()
  if (!entered) redirect('/institutions?for=service')
  return requireViewer(addressOf(entered.institutionId), entered.institutionId)
}
