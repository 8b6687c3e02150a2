import type { Explanation } from './explanation.ts'
import { checks } from './explanations-checks.ts'
import { answers, anyLine, calls, lines, pageRequest, requests } from './explanations-messages.ts'
import type { BackCall, Step } from './flow.ts'
import { membersOf } from './mask.ts'

const unknownCheck: Explanation = { text: 'A check of what came in.', specification: null }

/** What a step of a flow is for, in plain words, and the paragraph that asks for it. */
export function explanationOf(steps: readonly Step[], index: number): Explanation {
  const step = steps[index]
  if (!step) return anyLine
  if (step.type === 'check') return checks[step.name] ?? unknownCheck
  if (step.type === 'event') return lines[step.event] ?? anyLine
  if (step.type === 'call') return calls[purposeOf(step)]
  if (step.type === 'request') return requests[step.address.path] ?? pageRequest
  const asked = steps.slice(0, index).findLast((it) => it.type === 'request')
  if (asked?.from === 'issuer') return answers.machine
  return answers[step.goes ?? 'page']
}

export type Purpose = keyof typeof calls

/** What a call of the back channel asks for. */
export function purposeOf({ to, method, address, body }: BackCall): Purpose {
  if (to === 'api') return 'API'
  if (method === 'GET') {
    return address.path.includes('/.well-known/') ? 'metadata request' : 'key request'
  }
  const { token, grant_type: grantType } = membersOf(body)
  if (token !== undefined) return 'revocation request'
  return grantType === 'refresh_token' || grantType === 'client_credentials'
    ? grantType
    : 'authorization_code'
}
