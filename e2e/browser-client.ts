import { request as httpRequest } from 'node:http'

type Options = Readonly<{
  method?: string
  headers?: Record<string, string>
  form?: Record<string, string>
}>

export type Answer = Readonly<{ status: number; headers: Headers; body: string; location: string }>

/**
 * A browser of a few lines, without pages: it keeps cookies, follows no redirect by itself, and sends
 * the headers of a page load unless told otherwise. Everything it ever received is in `received`.
 *
 * @param listensAt where the app listens, when `appUrl` is only what browsers call it
 */
export function newBrowser(appUrl: string, listensAt: string = appUrl) {
  const jar = new Map<string, string>()
  const received: string[] = []
  const elsewhere: Record<string, string> = {}

  async function request(path: string, options: Options = {}): Promise<Answer> {
    const { method = 'GET', headers = {}, form } = options
    const url = new URL(path, appUrl)
    const isOurs = url.origin === appUrl
    const response = await send(isOurs ? new URL(url.pathname + url.search, listensAt) : url, {
      method,
      headers: {
        host: url.host,
        ...(isOurs ? { cookie: cookieHeader() } : elsewhere),
        ...(method === 'POST' ? { origin: appUrl } : pageLoad),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...headers,
      },
      body: form ? new URLSearchParams(form).toString() : undefined,
    })
    if (isOurs) {
      keepCookies(response.headers)
      received.push(JSON.stringify([...response.headers]), response.body)
    }
    return response
  }

  function keepCookies(headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim())
      const name = pair.slice(0, pair.indexOf('='))
      const gone = attributes.some((it) => /^max-age=0$/i.test(it) || /^expires=.*1970/i.test(it))
      if (gone) jar.delete(name)
      else jar.set(name, pair.slice(name.length + 1))
    }
  }

  function cookieHeader(): string {
    return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  return {
    jar,
    received,
    /** The headers it sends to other sites: there it may be signed in already. */
    elsewhere,
    request,
    cookieHeader,
    /** Loads a page as a person does: through every redirect, to the end. */
    async open(path: string, options: Options = {}): Promise<Answer & { url: string }> {
      let url = new URL(path, appUrl).href
      let answer = await request(url, options)
      for (let hops = 0; answer.status >= 300 && answer.status < 400 && hops < 10; hops += 1) {
        url = new URL(answer.location, url).href
        answer = await request(url)
      }
      return { ...answer, url }
    },
    async session(): Promise<unknown> {
      return JSON.parse((await request('/auth/session', { headers: { accept: '*/*' } })).body)
    },
  }
}

export type Browser = ReturnType<typeof newBrowser>

const pageLoad = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

// Not `fetch`: it would send a `Sec-Fetch-Mode` of its own.
async function send(
  url: URL,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const received = new Headers()
        for (let at = 0; at < response.rawHeaders.length; at += 2) {
          received.append(response.rawHeaders[at] ?? '', response.rawHeaders[at + 1] ?? '')
        }
        resolve({
          status: response.statusCode ?? 0,
          headers: received,
          body: Buffer.concat(parts).toString(),
          location: received.get('location') ?? '',
        })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
