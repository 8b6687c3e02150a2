import type { FlowError } from './errors.ts'
import { log } from './log.ts'

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
