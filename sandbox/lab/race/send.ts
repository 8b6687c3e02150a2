import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

export type Init = Readonly<{
  form?: URLSearchParams | undefined
  body?: string
  headers?: Readonly<Record<string, string>>
}>

/** A whole answer. `location` is where it leads, if anywhere. */
export type Answer = Readonly<{
  status: number
  location: URL | null
  cookies: readonly string[]
  body: string
}>

/** Longer than any page of the app. */
const longestBodyBytes = 4_000_000

/**
 * One request on a connection of its own, a POST where there is something to send. Not `fetch`: that says
 * of itself that it is no page load.
 *
 * @throws {Error} when there is no answer before the signal, or one without end
 */
export function send(url: URL, signal: AbortSignal, init: Init = {}): Promise<Answer> {
  const { form, body = form?.toString(), headers = {} } = init
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
        agent: false,
        signal,
      },
      (response) => {
        const chunks: Buffer[] = []
        let bytes = 0
        response.on('error', reject)
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          bytes += chunk.length
          if (bytes > longestBodyBytes) response.destroy(new Error('an answer without end'))
        })
        response.on('end', () => {
          const { location, 'set-cookie': cookies = [] } = response.headers
          resolve({
            status: response.statusCode ?? 0,
            location: location === undefined ? null : URL.parse(location, url),
            cookies,
            body: Buffer.concat(chunks).toString(),
          })
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
