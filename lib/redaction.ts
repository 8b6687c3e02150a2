const removed = '[removed]'
const longestText = 2_000
const longestName = 100
const mostValues = 500
const deepest = 8

// Names are compared in lower case, letters only: `accessToken`, `access_token` and `Access-Token` are one.
const secretName =
  /(?:token|secret|secrets|password|assertion|authorization|cookie|verifier|privatekey)$|^(?:code|state|nonce|idtokenhint|jwt|seal)$/
/** Whoever reads a log has no need to know the person. */
const personalName = /^(?:sub|subject|email|loginhint|givenname|familyname|phonenumber)$/
/** RFC 7518 §6: what makes a JWK a private one. */
const privateKeyPart = /^(?:d|p|q|dp|dq|qi|k|oth)$/

const parameter =
  '(?:access|refresh|id|logout)_token(?:_hint)?|client_(?:secret|assertion)|assertion|code(?:_verifier)?|state|nonce|password|login_hint'

/** What a secret looks like, wherever it stands. Each takes time in proportion to the text. */
const secretShapes: readonly (readonly [shape: RegExp, instead: string])[] = [
  [/-----BEGIN[\w ]{0,40}PRIVATE KEY-----[^-]*(?:-----END[\w ]{0,40}-----)?/g, removed],
  [/\b(Bearer|Basic|DPoP)\s+[^\s"',;]{8,}/gi, `$1 ${removed}`],
  [new RegExp(`\\b(${parameter})(=|%3D)[^\\s&"'<>]*`, 'gi'), `$1$2${removed}`],
  [new RegExp(`"(${parameter})"(\\s*:\\s*)(?:"[^"]*"?|[^\\s,}\\]]+)`, 'gi'), `"$1"$2"${removed}"`],
  [/\beyJ[\w-]+(?:\.[\w-]*)*/g, removed],
  [/\bFe26\.2\*[^\s"',;]*/g, removed],
  [/:\/\/[^\s/@"']*@/g, `://${removed}@`],
  // Long and opaque. Ids of requests are shorter, and addresses and paths have other characters in between.
  [/[\w+-]{40,}={0,2}/g, removed],
]

// They break a line, colour a terminal, or show another text than there is.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * The one rule on what may be told about what happened: to the log, to traces, to whoever looks on.
 *
 * At any depth, secrets and what names a person are taken out: by the name they stand under, and by what
 * they look like. What comes out is plain, has one line of text each, and is bounded. An error of somebody
 * else's may quote anything, so nothing is left of it but its kind.
 */
export function redacted(value: unknown): unknown {
  let values = 0
  return plain(value, 0)

  function plain(one: unknown, depth: number): unknown {
    values += 1
    if (values > mostValues || depth > deepest) return '[more]'
    if (typeof one === 'string') return redactedText(one)
    if (typeof one === 'bigint') return redactedText(String(one))
    if (typeof one !== 'object' || one === null) return isPlain(one) ? one : undefined
    try {
      return members(one, depth)
    } catch {
      return '[unreadable]'
    }
  }

  function members(one: object, depth: number): unknown {
    if (one instanceof Error) return kindOf(one)
    if (one instanceof URL) return withoutQuery(one.href)
    if (one instanceof Date) return one.toJSON()
    if (ArrayBuffer.isView(one)) return `[${one.byteLength} bytes]`
    if (Array.isArray(one)) {
      return one.slice(0, mostValues).map((item) => plain(item, depth + 1) ?? null)
    }
    const entries: [string, unknown][] = []
    for (const name in one) {
      if (entries.length > mostValues) break
      if (!Object.hasOwn(one, name)) continue
      entries.push([
        redactedText(name, longestName),
        isSecretName(name) ? removed : plain(one[name as keyof typeof one], depth + 1),
      ])
    }
    // Not by assignment: a member may be called `__proto__`.
    return Object.fromEntries(entries)
  }
}

/** Text without secrets: one line of it; of a longer one than we ever write, its length. */
export function redactedText(text: string, longest: number = longestText): string {
  if (text.length > longest) return `[${text.length} characters]`
  let clean = text.toWellFormed()
  for (const [shape, instead] of secretShapes) clean = clean.replace(shape, instead)
  return clean.replace(unprintable, '\ufffd')
}

/** An address without user, query and fragment: a code, a state and a token travel there. */
export function withoutQuery(url: string): string {
  const address = URL.parse(url)
  return address ? redactedText(`${address.origin}${address.pathname}`) : removed
}

/** What may be told of an error: its class, and the system's word for it. */
export function kindOf(error: unknown): Readonly<{ name: string; code?: string }> {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = 'code' in error ? String(error.code) : ''
  return {
    name: /^[A-Z]\w{0,60}$/i.test(error.name) ? error.name : 'Error',
    ...(/^[A-Z][A-Z0-9_]{1,40}$/.test(code) && { code }),
  }
}

function isSecretName(name: string): boolean {
  const letters = name
    .slice(0, longestName)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  return [secretName, personalName, privateKeyPart].some((names) => names.test(letters))
}

function isPlain(value: unknown): boolean {
  return value === null || ['number', 'boolean'].includes(typeof value)
}
