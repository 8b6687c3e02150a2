import { type Answer, type Init, send } from './send.ts'

type Cookie = Readonly<{ value: string; path: string }>

const pageLoad = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

/**
 * A browser of a few lines: it keeps the cookies of each origin, sends what a browser sends when a page is
 * loaded or a form submitted, and follows no redirect by itself.
 */
export class Browser {
  readonly #jars = new Map<string, Map<string, Cookie>>()
  readonly #signal: AbortSignal

  /** @param signal ends whatever is under way */
  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  load(url: URL): Promise<Answer> {
    return this.#send(url, { headers: pageLoad })
  }

  submit(url: URL, fields: string[][]): Promise<Answer> {
    return this.#send(url, {
      form: new URLSearchParams(fields),
      headers: { ...pageLoad, origin: url.origin },
    })
  }

  async #send(url: URL, init: Init): Promise<Answer> {
    const headers = { ...init.headers, cookie: this.#cookiesFor(url) }
    const answer = await send(url, this.#signal, { ...init, headers })
    this.#keep(url, answer.cookies)
    return answer
  }

  #cookiesFor({ origin, pathname }: URL): string {
    return [...(this.#jars.get(origin) ?? [])]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
  }

  #keep({ origin }: URL, cookies: readonly string[]): void {
    const jar = this.#jars.get(origin) ?? new Map<string, Cookie>()
    this.#jars.set(origin, jar)
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      const path = /;\s*path=([^;]+)/i.exec(cookie)?.[1] ?? '/'
      const isGone = /;\s*(max-age=0\b|expires=[^;]*1970)/i.test(cookie)
      if (isGone) jar.delete(name)
      else jar.set(name, { value, path })
    }
  }
}
