import type { ListedInstitution } from './directory.ts'

/** Whose institutions are asked for: facts of the sign-in, and never a token. */
export type PersonFacts = Readonly<{
  /** `sub`: what to know a person by. An e-mail address may change hands. */
  subject: string
  email: string | null
}>

/** @param person null where people sign in at the institution they choose: nobody knows them before */
export type DirectoryRule = (person: PersonFacts | null) => Promise<readonly ListedInstitution[]>

/**
 * Your product's own rule for whom to offer which institutions, in place of INSTITUTION_DIRECTORY. Write it
 * where a product keeps permissions of its own; null leaves the choice to the configuration.
 *
 *     export const ownRule: DirectoryRule | null = async (person) => {
 *       const entitlements = await entitlementsOf(person?.subject, AbortSignal.timeout(2000))
 *       return entitlements.map(({ bankId, bankName }) => ({ institutionId: bankId, name: bankName }))
 *     }
 *
 * It is asked for every view of the picker, and for a name where somebody follows a link to an institution,
 * so it should answer within a second or two, or throw: the picker then says that the list could not be
 * fetched, and still offers what was entered before. Nobody waits for longer than ten seconds. What it
 * answers is offered and never trusted: access is decided by the token. With INSTITUTION_DIRECTORY=file it
 * can only offer what INSTITUTIONS_FILE names.
 */
export const ownRule: DirectoryRule | null = null
