import 'server-only'
import { FlowError } from '#lib/errors.ts'
import {
  directoryAnswer,
  directoryPath,
  type ListedInstitution,
} from '#lib/institutions/directory.ts'
import { isInstitutionId } from '#lib/institutions/institution-id.ts'
import { entryOf } from '#lib/institutions/registry.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { grantFor, type Session } from '#lib/session/session.ts'
import { callApi, callApiOnce } from './api.ts'
import { currentGrants, renewedViewer, type Viewer } from './viewer.ts'

/** An institution the person may pick, and since when this session has been there. */
export type InstitutionChoice = Readonly<{
  institutionId: string
  name: string
  /** Epoch milliseconds; null when the session holds no grant for it. */
  enteredAt: number | null
}>

/**
 * The institutions the directory lists for the viewer, in its order, each once.
 *
 * @throws {FlowError} `api-unavailable` · `not-permitted` · `session-over`
 */
export async function getInstitutions(viewer: Viewer): Promise<readonly InstitutionChoice[]> {
  const entered = new Map((await currentGrants()).map((it) => [it.institutionId, it.authorizedAt]))
  return (await askDirectory(viewer, callApi)).map((institution) => ({
    ...institution,
    enteredAt: entered.get(institution.institutionId) ?? null,
  }))
}

/** The institutions this session holds a grant for. Asks nobody. */
export async function getEnteredInstitutions(): Promise<readonly InstitutionChoice[]> {
  return (await currentGrants()).flatMap(({ institutionId, institutionName, authorizedAt }) =>
    institutionId === null
      ? []
      : [{ institutionId, name: institutionName ?? institutionId, enteredAt: authorizedAt }],
  )
}

/**
 * A new grant with the name of its institution: as the file has it, else as far as the directory tells it
 * to this person. A directory that does not answer is no reason to refuse a sign-in.
 */
export async function nameInstitution(grant: Grant, session: Session | null): Promise<Grant> {
  const entry = entryOf(grant.institutionId)
  if (entry) return { ...grant, institutionName: entry.name }
  if (grant.institutionId === null || session === null) return grant
  const known = grantFor(session, grant.institutionId)?.institutionName
  if (known) return { ...grant, institutionName: known }
  if (!grantFor(session, null)) return grant

  try {
    const listed = await askDirectory(await renewedViewer(session, null), callApiOnce)
    const named = listed.find((it) => it.institutionId === grant.institutionId)
    return { ...grant, institutionName: named?.name ?? null }
  } catch (error) {
    if (error instanceof FlowError) return grant
    throw error
  }
}

async function askDirectory(
  viewer: Viewer,
  call: typeof callApi,
): Promise<readonly ListedInstitution[]> {
  const answer = await call(viewer, {
    path: directoryPath(viewer.subject),
    answer: directoryAnswer,
  })
  if (answer === null) throw new FlowError('api-unavailable', 'the directory answered 404')

  const byId = new Map(answer.institutions.map((it) => [it.institutionId, it.name.trim()]))
  return [...byId]
    .filter(([institutionId]) => isInstitutionId(institutionId))
    .map(([institutionId, name]) => ({ institutionId, name: name || institutionId }))
}
