import 'server-only'
import { limits } from '#lib/bounded-fetch.ts'
import { env } from '#lib/env.ts'
import { FlowError } from '#lib/errors.ts'
import { inTime } from '#lib/in-time.ts'
import {
  directoryAnswer,
  directoryPath,
  fitToShow,
  type ListedInstitution,
} from '#lib/institutions/directory.ts'
import { type DirectoryRule, ownRule } from '#lib/institutions/directory-rule.ts'
import { entryOf, hasInstitutionZero, isConfigured } from '#lib/institutions/registry.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { processState } from '#lib/process-state.ts'
import { grantFor, type Session } from '#lib/session/session.ts'
import { callApi, callApiOnce } from './api.ts'
import { currentGrants, renewedViewer, type Viewer } from './viewer.ts'

export type { ListedInstitution } from '#lib/institutions/directory.ts'

/** An institution the person may pick, and since when this session has been there. */
export type InstitutionChoice = ListedInstitution &
  Readonly<{
    /** Epoch milliseconds; null when the session holds no grant for it. */
    enteredAt: number | null
  }>

/**
 * The institutions the directory lists for the person, in its order, each once.
 *
 * @param viewer null where people sign in at the institution they choose, and nobody has yet
 * @throws {FlowError} `api-unavailable` · `not-permitted` · `session-over`
 */
export async function getInstitutions(
  viewer: Viewer | null,
  call: typeof callApi = callApi,
): Promise<readonly ListedInstitution[]> {
  if (ownRule !== null) return fitToShow(await ask(ownRule, viewer), ownName)
  // Without Institution Zero there is nobody to ask on behalf of: the file is the only directory.
  if (viewer === null || env().institutionDirectory === 'file') return inFile()

  const request = { path: directoryPath(viewer.subject), answer: directoryAnswer }
  const answer = await call(viewer, request)
  if (answer === null) throw new FlowError('api-unavailable', 'the directory answered 404')
  return fitToShow(answer.institutions, ownName)
}

/** The same where it costs nothing to know: nobody is asked, and most of the time nobody can say. */
export function getKnownInstitutions(): readonly ListedInstitution[] {
  return getDirectoryKind() === 'file' ? inFile() : []
}

/** The institutions this session holds a grant for. Asks nobody. */
export async function getEnteredInstitutions(): Promise<readonly InstitutionChoice[]> {
  return (await currentGrants()).filter(isConfigured).flatMap((grant) => {
    const { institutionId, institutionName, authorizedAt } = grant
    if (institutionId === null) return []
    const name = ownName(institutionId) ?? institutionName ?? institutionId
    return { institutionId, name, enteredAt: authorizedAt }
  })
}

/**
 * A new grant with the name of its institution, as far as the file or the directory tells it to this
 * person. A directory that does not answer is no reason to refuse a sign-in.
 */
export async function nameInstitution(grant: Grant, session: Session | null): Promise<Grant> {
  const { institutionId } = grant
  if (institutionId === null) return grant
  const known =
    ownName(institutionId) ?? (session && grantFor(session, institutionId)?.institutionName)
  if (known) return { ...grant, institutionName: known }
  if (session === null || !grantFor(session, null)) return grant

  try {
    const listed = await getInstitutions(await renewedViewer(session, null), callApiOnce)
    const named = listed.find((it) => it.institutionId === institutionId)
    return { ...grant, institutionName: named?.name ?? null }
  } catch (error) {
    if (error instanceof FlowError) return grant
    throw error
  }
}

/** Where the list comes from. Never where access is decided. */
export function getDirectoryKind(): 'api' | 'file' | 'rule' {
  return ownRule === null ? env().institutionDirectory : 'rule'
}

async function ask(rule: DirectoryRule, viewer: Viewer | null) {
  try {
    // A `sub` means something at its issuer only, and of a bank's own nobody knows which bank's.
    const isKnown = viewer !== null && hasInstitutionZero()
    const answer = rule(isKnown ? { subject: viewer.subject, email: viewer.email } : null)
    return await inTime(answer, limits.api.timeoutMs, () => new DOMException('', 'TimeoutError'))
  } catch (error) {
    const what = error instanceof Error ? error.name : 'no error'
    throw new FlowError('api-unavailable', `the directory rule threw ${what}`, { cause: error })
  }
}

function inFile(): readonly ListedInstitution[] {
  return processState('directory.file', () => fitToShow([...env().institutions.values()], ownName))
}

const ownName = (institutionId: string) => entryOf(institutionId)?.name
