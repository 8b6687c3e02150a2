import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Interaction, InteractionResults, Provider } from 'oidc-provider'
import type { Realm } from '../authorization/realm.ts'
import { readBody } from '../http/body.ts'
import { HttpError } from '../http/error.ts'
import { problemPage } from '../pages/error.ts'

const longestFormBytes = 16_384

/** One request of a browser in the middle of an authorization. */
export type Exchange = Readonly<{
  realm: Realm
  provider: Provider
  request: IncomingMessage
  response: ServerResponse
  interaction: InstanceType<Provider['Interaction']>
}>

/**
 * The authorization this browser is in the middle of.
 *
 * A signed cookie, sent to this very address only, says which; both must agree.
 *
 * @throws {HttpError} 400 when it is over, or began in another browser
 */
export async function findExchange(
  { realm, provider }: Pick<Exchange, 'realm' | 'provider'>,
  request: IncomingMessage,
  response: ServerResponse,
  promptName: string,
  uid: string,
): Promise<Exchange> {
  try {
    const interaction = await provider.interactionDetails(request, response)
    if (interaction.uid === uid && interaction.prompt.name === promptName) {
      return { realm, provider, request, response, interaction }
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SessionNotFound') throw error
  }
  throw new HttpError(
    400,
    problemPage(
      'This page is no longer valid',
      'A sign-in must finish within ten minutes, in the browser that began it. Go back to the app and start again.',
    ),
  )
}

/**
 * The fields of a form of ours.
 *
 * @throws {HttpError} 403 for a form that another site sent
 */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const { origin, host, 'sec-fetch-site': site } = request.headers
  const foreign = origin !== undefined && origin !== `http://${host}`
  if (foreign || (site !== undefined && site !== 'same-origin')) {
    throw new HttpError(403, problemPage('Not from here', 'This form was sent by another site.'))
  }
  return new URLSearchParams(await readBody(request, longestFormBytes))
}

/** Sends the browser back into the authorization, with what the person did. */
export function finish(
  { provider, request, response }: Exchange,
  result: InteractionResults,
): Promise<void> {
  const failed = 'error' in result
  return provider.interactionFinished(request, response, result, {
    mergeWithLastSubmission: !failed,
  })
}

/** A parameter of the authorization request, where it is text. */
export function parameter({ params }: Interaction, name: string): string {
  const value = params[name]
  return typeof value === 'string' ? value : ''
}
