import * as oauth from 'oauth4webapi'
import { FlowError } from '#lib/errors.ts'

/**
 * Says in our words why a request to the authorization server failed. Only the server's error code is
 * kept: its prose, and the claims of a bad token, could repeat what must not be logged.
 *
 * What is neither the server's nor the network's fault is a bug, and comes back as it is.
 */
export function toFlowError(error: unknown): unknown {
  if (error instanceof oauth.AuthorizationResponseError) {
    if (error.error === 'access_denied') {
      return new FlowError('access-denied', 'the server answered access_denied')
    }
    const busy = error.error === 'temporarily_unavailable' || error.error === 'server_error'
    return new FlowError(busy ? 'issuer-unavailable' : 'issuer-refused', answered(error.error))
  }
  if (error instanceof oauth.ResponseBodyError) {
    return new FlowError(codeOf(error.status), answered(error.error))
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    const message = `the server answered ${error.status} with a challenge`
    return new FlowError(codeOf(error.status), message)
  }
  if (error instanceof oauth.UnsupportedOperationError) {
    return new FlowError(
      'untrusted-response',
      'the server answered in a way that was not asked for',
    )
  }
  if (error instanceof oauth.OperationProcessingError) {
    return fromProcessing(error)
  }
  return error
}

/** Whether the server says no for good (RFC 6749 §5.2), in any of the ways servers say it. */
export function isTerminal(error: unknown): boolean {
  if (error instanceof oauth.ResponseBodyError) return error.error === 'invalid_grant'
  return error instanceof oauth.OperationProcessingError && statusOf(error) === 400
}

/** Whether a 200 was no token response at all: nothing in it can be judged, or believed. */
export function isUnreadable(error: unknown): boolean {
  if (!(error instanceof oauth.OperationProcessingError)) return false
  // The library has one code for a body and for a JWT that is no JSON.
  return unreadable.includes(error.code ?? '') && !error.message.includes('JWT')
}

const unreadable: readonly string[] = [
  oauth.PARSE_ERROR,
  oauth.RESPONSE_IS_NOT_JSON,
  oauth.INVALID_RESPONSE,
]

function fromProcessing(error: oauth.OperationProcessingError): FlowError {
  const status = statusOf(error)
  if (status !== null && status !== 200) {
    return new FlowError(codeOf(status), `the server answered ${status}`)
  }
  return isUnreadable(error) && error.code !== oauth.INVALID_RESPONSE
    ? new FlowError('issuer-unavailable', 'the answer of the server could not be read')
    : new FlowError('untrusted-response', `the answer failed its checks (${error.code})`)
}

function statusOf({ cause }: Error): number | null {
  return cause instanceof Response ? cause.status : null
}

function codeOf(status: number): 'issuer-unavailable' | 'issuer-refused' {
  const isBusy = [408, 425, 429].includes(status) || status >= 500
  return isBusy ? 'issuer-unavailable' : 'issuer-refused'
}

function answered(code: string): string {
  return `the server answered ${/^[a-z_]{1,48}$/.test(code) ? code : 'with an unknown error'}`
}
