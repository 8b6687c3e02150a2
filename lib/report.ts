import type { FlowError } from './errors.ts'
import { type About, record, sessionLabel } from './events.ts'
import { zeroId } from './institutions/institution-id.ts'
import type { Grant } from './oauth/grant.ts'
import { missingScopes } from './oauth/scope.ts'

/**
 * Writes a refusal to the log, and answers the page that explains it. The reference on both joins them.
 */
export function reportProblem({ code, reference, message, requestId }: FlowError): string {
  record('refusal', {
    problem: code,
    reference,
    reason: message,
    requestId: requestId ?? undefined,
  })
  return `/problem/${code}?ref=${reference}`
}

/** Names in the log what is wrong with the configuration; answers the same in words, for people. */
export function reportConfiguration(error: unknown): string {
  const words = error instanceof Error ? error.message : 'The configuration cannot be read.'
  record('configuration-fault', { names: words.match(/(?<=^- )[A-Z][A-Z0-9_]+/gm) ?? [] })
  return words
}

/** Notes what was asked for and not granted. The grant is good; some features may lack what they need. */
export function reportMissingScopes(asked: string, { scope, institutionId }: Grant): void {
  const missing = missingScopes(asked, scope)
  if (missing.length === 0) return
  record('scope-not-granted', { institutionId: institutionId ?? zeroId, missing })
}

/** What the log says of a grant, and of the session that holds it: nothing of the person. */
export function about(key: string, { institutionId, issuer, clientId }: Grant): About {
  return { session: sessionLabel(key), institutionId: institutionId ?? zeroId, issuer, clientId }
}
