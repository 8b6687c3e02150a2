import type { FlowError } from './errors.ts'
import { log } from './log.ts'
import type { Grant } from './oauth/grant.ts'
import { missingScopes } from './oauth/scope.ts'

/**
 * Writes a refusal to the log, and answers the page that explains it. The reference on both joins them.
 */
export function reportProblem({ code, reference, message, requestId }: FlowError): string {
  log().warn(
    { event: 'refusal', problem: code, reference, requestId: requestId ?? undefined },
    message,
  )
  return `/problem/${code}?ref=${reference}`
}

/** Notes what was asked for and not granted. The grant is good; some features may lack what they need. */
export function reportMissingScopes(asked: string, { scope, institutionId }: Grant): void {
  const missing = missingScopes(asked, scope)
  if (missing.length === 0) return
  log().warn({ event: 'scope-not-granted', institutionId, missing }, 'granted less than asked for')
}
