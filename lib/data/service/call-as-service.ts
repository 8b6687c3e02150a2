import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { institutionApi } from '#lib/institutions/registry.ts'
import { processState } from '#lib/process-state.ts'
import { type ApiCall, read, send } from '../api.ts'
import { serviceRegistrationFor } from './registration.ts'
import { TokenSource } from './token-source.ts'

const mostTries = 3
const firstPauseMs = 250
const longestPauseMs = 5_000

export const tokenSource = () => processState('service-tokens', () => new TokenSource())

/**
 * Calls the API of an institution as the service account, with no person behind it; null for 404. All such
 * calls read, so they may be repeated: once with a fresh token after a 401, and a little later after a 429
 * or a 5xx.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · and what a token request throws
 */
export async function callAsService<T>(institutionId: string, call: ApiCall<T>): Promise<T | null> {
  const api = institutionApi(institutionId)
  const wish = { registration: serviceRegistrationFor(institutionId), institutionId }
  let { accessToken } = await tokenSource().token(wish)
  const ask = () => send({ api, institutionId }, `Bearer ${accessToken}`, call)

  let response = await ask()
  if (response.status === 401) {
    ;({ accessToken } = await tokenSource().token(wish, accessToken))
    response = await ask()
  }
  for (let tries = 1; tries < mostTries && isBusy(response); tries++) {
    const pause = pauseMs(response, tries)
    if (pause > longestPauseMs) break
    await setTimeout(pause)
    response = await ask()
  }
  return read(response, call)
}

function isBusy({ status }: Response): boolean {
  return status === 429 || status >= 500
}

/**
 * Not sooner than the server asks for (RFC 9110 §10.2.3), else longer each time; never the same for
 * everybody, who would all come back at once.
 */
function pauseMs({ headers }: Response, tries: number): number {
  const asked = Number(headers.get('retry-after')) * 1000
  const usual = firstPauseMs * 2 ** tries
  return asked > 0 ? asked + Math.random() * firstPauseMs : usual * (0.5 + Math.random() / 2)
}
