import { Agent, request } from 'node:http'

export type Answer = Readonly<{
  status: number
  location: string
  body: string
  /** From the request to the last byte of its answer. */
  ms: number
}>

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
let visitors = 0

/**
 * A browser of a few lines: it keeps cookies and follows what it is told to. Every visitor has an address
 * of its own, as behind a proxy.
 *
 * @param place the app's name, and where its instances listen: it asks them in turn
 */
export function newVisitor({
  appUrl,
  listensAt,
}: {
  appUrl: string
  listensAt: readonly string[]
}) {
  const jar = new Map<string, string>()
  visitors += 1
  const address = `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`
  let turn = visitors

  async function ask(path: string, { method = 'GET', form = '', headers = {} } = {}) {
    const url = new URL(path, appUrl)
    const isOurs = url.origin === appUrl
    const instance = listensAt[turn++ % listensAt.length] ?? appUrl
    const startedAt = performance.now()
    const answer = await send(isOurs ? new URL(url.pathname + url.search, instance) : url, form, {
      method,
      headers: {
        host: url.host,
        ...(isOurs && { cookie: cookie(), 'x-forwarded-for': address }),
        ...(method === 'POST'
          ? { origin: appUrl, 'content-type': 'application/x-www-form-urlencoded' }
          : pageLoad),
        ...headers,
      },
    })
    if (isOurs) keep(answer.setCookie)
    return { ...answer, ms: performance.now() - startedAt }
  }

  function keep(setCookie: readonly string[]): void {
    for (const line of setCookie) {
      const [pair = ''] = line.split(';')
      const name = pair.slice(0, pair.indexOf('='))
      if (/;\s*max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, pair)
    }
  }

  function cookie(): string {
    return [...jar.values()].join('; ')
  }

  return {
    ask,
    cookie,
    /** Signs in, or enters an institution; answers how long the app took for both its steps. */
    async authorize(institutionId?: string): Promise<{ ms: number }> {
      const query = institutionId ? `?${new URLSearchParams({ institutionId })}` : ''
      const begun = await ask(`/auth/authorize${query}`)
      const back = await ask(begun.location)
      const done = await ask(back.location)
      if (done.status !== 303 || done.location.includes('/problem/')) {
        throw new Error(`The sign-in ended at ${done.status} ${done.location}`)
      }
      return { ms: begun.ms + done.ms }
    },
  }
}

export type Visitor = ReturnType<typeof newVisitor>

const pageLoad = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

type Sent = Omit<Answer, 'ms'> & { setCookie: readonly string[] }

function send(url: URL, body: string, options: { method: string; headers: object }): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { agent, method: options.method, headers: { ...options.headers } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? '',
            body: Buffer.concat(parts).toString(),
            setCookie: response.headers['set-cookie'] ?? [],
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
