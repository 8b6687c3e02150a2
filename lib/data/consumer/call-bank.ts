import 'server-only'
import { FlowError } from '#lib/errors.ts'
import { type ApiCall, callApi } from '../api.ts'
import { currentGrants, type Viewer } from '../viewer.ts'

/**
 * Calls a bank's API. Banks answer 403 without a scope; that they say so in `WWW-Authenticate` is not
 * documented, so what was granted is looked at as well.
 *
 * @param scopes one of these is needed
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · `session-over`
 */
export async function callBank<T>(
  viewer: Viewer,
  scopes: readonly string[],
  call: ApiCall<T>,
): Promise<T | null> {
  try {
    return await callApi(viewer, call)
  } catch (error) {
    const isRefused = error instanceof FlowError && error.code === 'not-permitted'
    if (!isRefused || (await isGranted(viewer, scopes))) throw error
    throw new FlowError('missing-scope', error.message, error)
  }
}

async function isGranted({ institutionId }: Viewer, scopes: readonly string[]): Promise<boolean> {
  const grant = (await currentGrants()).find((it) => it.institutionId === institutionId)
  return (grant?.scope ?? '').split(' ').some((scope) => scopes.includes(scope))
}
