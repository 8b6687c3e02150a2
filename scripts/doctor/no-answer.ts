import { type Finding, wrong } from './finding.ts'

/** What a failed call usually means, by the system's word for it in the message of a NoAnswer. */
const meanings = [
  [/ENOTFOUND|EAI_AGAIN/, 'unknown-host'],
  [/ECONNREFUSED/, 'connection-refused'],
  [/CERT|SIGNATURE|SELF_SIGNED|ERR_TLS|UNABLE_TO/, 'untrusted-certificate'],
  [/redirect/, 'redirected'],
  [/did not answer|ETIMEDOUT|TIMEOUT/, 'no-answer-in-time'],
] as const

/** @param failed what became of the call, as the message of a NoAnswer says it */
export function noAnswer(callee: string, failed: string): Finding {
  const [, id = 'no-answer'] = meanings.find(([pattern]) => pattern.test(failed)) ?? []
  return wrong(id, { callee, failed })
}
