/** A call that is refused: `{ errorCode, message }`, and for 401 and 403 what RFC 6750 §3 wants said. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly errorCode: string
  readonly challenge: string | null
  /** When to ask again (RFC 9110 §10.2.3). */
  readonly retryAfterSeconds: number | null

  constructor(
    status: number,
    errorCode: string,
    message: string,
    challenge: string | null = null,
    retryAfterSeconds: number | null = null,
  ) {
    super(message)
    this.status = status
    this.errorCode = errorCode
    this.challenge = challenge
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'INVALID_REQUEST', message)
}

export function noSuchThing(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'There is nothing at this address.')
}
