import type { ApiAnswer } from '../strikes.ts'

function refusal(
  status: number,
  errorCode: string,
  message: string,
  headers: Record<string, string> = {},
): ApiAnswer {
  return { status, headers, body: { errorCode, message } }
}

export const invalidToken = refusal(
  401,
  'INVALID_TOKEN',
  'The access token is missing or not valid.',
  { 'www-authenticate': 'Bearer error="invalid_token"' },
)

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1 */
export function insufficientScope(scope: string): ApiAnswer {
  return refusal(403, 'INSUFFICIENT_SCOPE', `The app was not granted the scope ${scope}.`, {
    'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"`,
  })
}

export const notPermitted = refusal(
  403,
  'NOT_PERMITTED',
  'This person does not have the permission for that.',
)

export function tooManyRequests(retryAfterSeconds: number): ApiAnswer {
  return refusal(429, 'TOO_MANY_REQUESTS', 'Ask again a little later.', {
    'retry-after': String(retryAfterSeconds),
  })
}

/** What stands in front of an API and is no API says it in HTML. */
export const brokenGateway: ApiAnswer = {
  status: 500,
  body: '<!DOCTYPE html><title>500</title><h1>Internal Server Error</h1>',
}
