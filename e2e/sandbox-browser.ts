export type Page = Readonly<{ url: URL; status: number; headers: Headers; body: string }>

/** A browser at the sandbox: keeps cookies, follows redirects, and stops where one leads elsewhere. */
export function newBrowser(origin: string) {
  const jar = new Map<string, { value: string; path: string }>()

  async function load(url: URL, init: RequestInit = {}): Promise<Page> {
    if (url.origin !== origin) return { url, status: 0, headers: new Headers(), body: '' }
    const cookie = [...jar]
      .filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
    const headers = { cookie, accept: 'text/html', ...init.headers }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    keep(response.headers.getSetCookie())
    const location = response.headers.get('location')
    if (location) return load(new URL(location, url))
    return { url, status: response.status, headers: response.headers, body: await response.text() }
  }

  function keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      const path = /;\s*path=([^;]+)/i.exec(cookie)?.[1] ?? '/'
      if (/expires=Thu, 01 Jan 1970/i.test(cookie)) jar.delete(name)
      else jar.set(name, { value, path })
    }
  }

  return {
    jar,
    open: (url: string | URL) => load(new URL(url)),
    /** Sends the form of a page, with its hidden fields, and its ticked boxes but for the unticked. */
    submit(
      page: Page,
      fields: Record<string, string>,
      headers: Record<string, string> = {},
      unticked: readonly string[] = [],
    ) {
      const { action, body } = filledIn(page, fields, unticked)
      return load(action, { method: 'POST', body, headers })
    },
  }
}

export type Browser = ReturnType<typeof newBrowser>

/** The form of a page as a browser sends it: hidden fields, boxes that stay ticked, and what is typed. */
export function filledIn(
  page: Pick<Page, 'url' | 'body'>,
  typed: Record<string, string>,
  unticked: readonly string[] = [],
): { action: URL; body: URLSearchParams } {
  const { url, body } = page
  const hidden = body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)
  const fields = [
    ...[...hidden].map(([, name = '', value = '']) => [name, value]),
    ...tickedBoxes(page)
      .filter((value) => !unticked.includes(value))
      .map((value) => ['scope', value]),
    ...Object.entries(typed),
  ]
  const action = /<form method="post" action="([^"]+)"/.exec(body)?.[1] ?? url.href
  return { action: new URL(action, url), body: new URLSearchParams(fields) }
}

/** What a consent page would have allowed with one click. */
export function tickedBoxes({ body }: Pick<Page, 'body'>): string[] {
  const boxes = body.matchAll(/<input type="checkbox" [^>]*name="scope" value="([^"]*)" checked>/g)
  return [...boxes].map(([, value = '']) => value)
}
