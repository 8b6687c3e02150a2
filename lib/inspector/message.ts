import { redactedText } from '#lib/redaction.ts'
import type { Named, SetCookie, ShownAddress } from './flow.ts'
import { masked, type Shown, shown, shownName, shownToken } from './mask.ts'

const longestBody = 200_000
const mostFields = 60

/** An address with its query by the rule for names. What it is relative to counts for nothing else. */
export function shownAddress(address: string | URL, base: string): ShownAddress {
  const url = URL.parse(String(address), base)
  if (!url) return { origin: '', path: '', query: {} }
  const { origin, pathname, searchParams } = url
  return { origin, path: redactedText(pathname, 500), query: shownParameters(searchParams) }
}

/** Parameters of a query or a form. A name that comes twice has both values, and one that comes on and on the first. */
function shownParameters(parameters: URLSearchParams): Named {
  const names = [...new Set(parameters.keys())].slice(0, mostFields)
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters
        .getAll(name)
        .slice(0, mostFields)
        .map((value) => shownParameter(value, name))
      return [shownName(name), values.length === 1 ? (values[0] ?? null) : values]
    }),
  )
}

function shownParameter(value: string, name: string): Shown {
  if (name === 'claims') return parsed(value) ?? masked(value)
  // A path on this site has parameters of its own.
  const isPath = name === 'returnTo' && value.startsWith('/')
  return isPath ? redactedText(value.replace(/[?#].*$/, '?…')) : shown(value, name)
}

/** Headers by the rule for names; of the one that authorizes, its scheme, and what its token says. */
export function shownHeaders(headers: Iterable<readonly [string, string]>): Named {
  const fields: [string, Shown][] = []
  for (const [name, value] of headers) {
    if (fields.length >= mostFields) break
    const lower = name.toLowerCase()
    if (lower === 'cookie' || lower === 'set-cookie' || lower === 'location') continue
    const isAuthorization = lower === 'authorization'
    fields.push([
      shownName(lower),
      isAuthorization ? shownAuthorization(value) : shown(value, lower),
    ])
  }
  return Object.fromEntries(fields)
}

function shownAuthorization(value: string): Shown {
  const [, scheme = '', credentials = ''] = /^(\w{1,20}) +(.*)$/.exec(value) ?? []
  return scheme ? { [scheme]: shownToken(credentials) } : masked(value)
}

/** A body of a request or an answer: a form, JSON, or how much of what kind it is. */
export function shownBody(body: unknown, contentType: string | null): Shown {
  if (body === null || body === undefined) return null
  if (body instanceof URLSearchParams) return shownParameters(body)
  const text = typeof body === 'string' ? body : decodedText(body)
  if (text === null) return null
  if (text.length > longestBody) return `[${text.length} characters]`
  if (/^application\/x-www-form-urlencoded/i.test(contentType ?? '')) {
    return shownParameters(new URLSearchParams(text))
  }
  return parsed(text) ?? `[${text.length} characters that are no JSON]`
}

/** Names, sizes and attributes of the cookies an answer sets. Never a value. */
export function shownSetCookies(lines: readonly string[]): SetCookie[] {
  return lines.slice(0, mostFields).map((line) => {
    const [pair = '', ...flags] = line.split(';').map((part) => part.trim())
    const [name = ''] = pair.split('=', 1)
    const value = pair.slice(name.length + 1)
    return {
      name: redactedText(name, 100),
      bytes: Buffer.byteLength(value),
      flags: flags.map((flag) => redactedText(flag, 100)),
      isCleared: value === '' || flags.some((flag) => /^max-age=0$/i.test(flag)),
    }
  })
}

/** Names and sizes of the cookies a request brought. */
export function shownCookies(header: string): { name: string; bytes: number }[] {
  const pairs = header === '' ? [] : header.split(';').slice(0, mostFields)
  return pairs.map((pair) => {
    const [name = ''] = pair.trim().split('=', 1)
    return {
      name: redactedText(name, 100),
      bytes: Buffer.byteLength(pair.trim()) - name.length - 1,
    }
  })
}

function parsed(text: string): Shown | null {
  try {
    return shown(JSON.parse(text))
  } catch {
    return null
  }
}

function decodedText(body: unknown): string | null {
  if (body instanceof ArrayBuffer) return new TextDecoder().decode(body)
  return ArrayBuffer.isView(body) ? new TextDecoder().decode(body) : null
}
