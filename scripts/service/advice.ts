import { problems } from '../../lib/errors/problems.ts'
import { serviceWords } from '../../lib/errors/service-problems.ts'
import type { FlowError } from '../../lib/errors.ts'

/** Why it came to nothing, and what to do, for who runs a command. Nothing of what a server wrote. */
export function explain({ code, message, requestId }: FlowError): string {
  const request = requestId === null ? '' : ` (request ${requestId})`
  const advice = serviceWords(code)?.advice ?? problems[code].remedy
  return `${message}${request}.\n${advice}`
}
