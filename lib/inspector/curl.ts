import { inShell, nameVariables, type Word } from './curl-word.ts'
import type { BackCall } from './flow.ts'
import { isMasked, isShownToken, type Shown } from './mask.ts'
import { sentFields } from './sent-fields.ts'

/**
 * A call of the back channel as a command for a shell. It runs elsewhere once each of its variables has a
 * value: `$CODE`, `$CODE_VERIFIER`, `$CLIENT_ASSERTION`, `$ACCESS_TOKEN`. The same value is the same variable.
 */
export function curl({ method, address, headers, body }: BackCall): string {
  const variable = nameVariables()
  const fields = Object.entries(headers).filter(([name]) => isToken(name) && !isAdded.has(name))
  return [
    method === 'GET' ? 'curl' : `curl --request ${method.replace(/[^A-Z]/g, '')}`,
    ...fields.map(([name, value]) => `--header ${inShell([`${name}: `, ...field(name, value)])}`),
    ...sent(),
    `--url ${inShell(url())}`,
  ].join(' \\\n  ')

  function field(name: string, value: Shown): Word {
    const [[scheme, credentials] = []] = isObject(value) ? Object.entries(value) : []
    if (scheme === undefined || credentials === undefined) return text(value, name)
    const holds = /^bearer$/i.test(scheme) ? 'access_token' : 'client_credentials'
    return [`${scheme} `, ...text(credentials, holds)]
  }

  function sent(): string[] {
    if (body === null) return []
    // In place of a body that is neither form nor JSON, its length was kept.
    if (typeof body === 'string') return ['--data-raw "$BODY"']
    const isForm = String(headers['content-type']).startsWith('application/x-www-form-urlencoded')
    if (!isForm || !isObject(body)) return [`--data-raw ${inShell(json(body, 'body'))}`]
    return sentFields(body).map(([name, value]) => {
      const word = [`${encodeURIComponent(name)}=`, ...text(value, name)]
      return `--data-urlencode ${inShell(word)}`
    })
  }

  function url(): Word {
    const query = sentFields(address.query).flatMap(([name, value], at): Word => {
      const encoded = text(value, name).map((it) =>
        typeof it === 'string' ? encodeURIComponent(it) : it,
      )
      return [`${at === 0 ? '?' : '&'}${encodeURIComponent(name)}=`, ...encoded]
    })
    // curl would take brackets for a range of addresses.
    const path = address.path.replace(/[[\]{}]/g, encodeURIComponent)
    return [address.origin + path, ...query]
  }

  function text(value: Shown, name: string): Word {
    if (isMasked(value) || isShownToken(value)) return [{ variable: variable(name, value.mark) }]
    return typeof value === 'object' && value !== null ? json(value, name) : [String(value ?? '')]
  }

  /** JSON with variables for some of its texts. */
  function json(value: Shown, name: string): Word {
    if (isMasked(value) || isShownToken(value)) return ['"', ...text(value, name), '"']
    if (Array.isArray(value)) return ['[', ...listed(value.map((it) => json(it, name))), ']']
    if (!isObject(value)) return [JSON.stringify(value)]
    const members = Object.entries(value).map(
      ([member, it]): Word => [`${JSON.stringify(member)}:`, ...json(it, member)],
    )
    return ['{', ...listed(members), '}']
  }
}

/** What the client adds by itself, and what is only for our own traces. */
const isAdded = new Set(['content-length', 'host', 'connection', 'traceparent', 'tracestate'])

function listed(words: readonly Word[]): Word {
  return words.flatMap((word, at): Word => (at === 0 ? word : [',', ...word]))
}

/** RFC 9110 §5.6.2. */
function isToken(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name)
}

function isObject(value: Shown): value is { readonly [name: string]: Shown } {
  const isOne = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isOne && !isMasked(value) && !isShownToken(value)
}
