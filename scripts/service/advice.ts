import type { FlowError, ProblemCode } from '../../lib/errors.ts'

/** Why it came to nothing, and what to do, for who runs a command. Nothing of what a server wrote. */
export function explain({ code, message, requestId }: FlowError): string {
  const request = requestId === null ? '' : ` (request ${requestId})`
  const advice = advices[code]
  return [`${message}${request}.`, ...(advice ? [advice] : [])].join('\n')
}

const advices: Partial<Record<ProblemCode, string>> = {
  'issuer-refused':
    'Compare the client id, the key and the scope with the registration: npm run doctor examines each.',
  'issuer-unavailable': 'Nothing is wrong with the client. Try again in a moment.',
  'untrusted-response': 'What the server answered failed its checks, and was thrown away.',
  'wrong-institution':
    'The service account is of another institution: every institution makes its own.',
  'unknown-institution': 'See INSTITUTIONS_FILE: the institution is not among them.',
  'missing-scope':
    'The service account lacks a scope: have it allowed, and name it in SERVICE_SCOPE.',
  'not-permitted':
    'The service account has the scope, but the user it is associated with lacks the permission.',
  'api-unavailable': 'Try again in a moment.',
}
