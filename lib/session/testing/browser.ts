type Attributes = Readonly<{
  httpOnly?: boolean
  sameSite?: string
  secure?: boolean
  path?: string
  domain?: string
  maxAge?: number
}>

/**
 * The cookies of one browser behind `cookies()` of Next.js. As strict as a browser is with `__Host-`
 * names, deletion included.
 */
export class Browser {
  readonly jar = new Map<string, { value: string; attributes: Attributes }>()

  get(name: string) {
    const cookie = this.jar.get(name)
    return cookie && { name, value: cookie.value }
  }

  getAll() {
    return [...this.jar].map(([name, { value }]) => ({ name, value }))
  }

  set(name: string, value: string, attributes: Attributes = {}) {
    const { secure, path, domain, maxAge } = attributes
    if (name.startsWith('__Host-') && !(secure && path === '/' && domain === undefined)) return
    if (name.length + value.length > 4096) return
    if (maxAge === 0) this.jar.delete(name)
    else this.jar.set(name, { value, attributes })
  }

  /** Puts a cookie in as is, as a neighbour or an older version might have. */
  plant(name: string, value: string) {
    this.jar.set(name, { value, attributes: {} })
  }

  named(prefix: string): string[] {
    return [...this.jar.keys()].filter((name) => name.startsWith(prefix))
  }
}
