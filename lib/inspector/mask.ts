import { createHmac, randomBytes } from 'node:crypto'
import { processState } from '#lib/process-state.ts'
import { redactedText } from '#lib/redaction.ts'
import { isProse, isPublic, isSpoken } from './spoken-names.ts'

/** A value that may be shown. */
export type Shown =
  | string
  | number
  | boolean
  | null
  | Masked
  | ShownToken
  | readonly Shown[]
  | { readonly [name: string]: Shown }

/** A value that may not: how long it was, and a mark by which it is known again within this process. */
export type Masked = Readonly<{ masked: true; characters: number; mark: string }>

/** A JWT without its signature: who holds what is left can do nothing with it. */
export type ShownToken = Readonly<{
  jwt: true
  header: Shown
  claims: Shown
  characters: number
  mark: string
}>

const longestText = 2_000
const mostMembers = 80
const mostItems = 10
const deepest = 6
const longestToken = 16_384
/** Long, and with a digit in it: no word of a language. Addresses of specifications have none. */
const oddWord = /(?<![\w.~+-])(?=[\w.~+-]*\d)[\w.~+-]{12,}/g
/** What a hash, a name of a key or a public key is written in. */
const visible = /^[\x21-\x7e]{1,1000}$/
const jwtShape = /^eyJ[\w-]*\.eyJ[\w-]*\.[\w-]*$/

/** Lost with the process, and never shown: nobody can try guesses against a mark. */
const key = () => processState('inspector.key', () => randomBytes(32))

/** The same value has the same mark, and a mark says nothing about its value. */
export function markOf(value: string): string {
  return createHmac('sha256', key()).update(value).digest('hex').slice(0, 6)
}

export function masked(value: string): Masked {
  return { masked: true, characters: value.length, mark: markOf(value) }
}

/**
 * What may be shown of a value that stands under a name. By a list of names that may be read out; whatever
 * is not on it, and whatever looks like a secret all the same, is masked. Bounded in depth, length and count.
 */
export function shown(value: unknown, name = '', depth = 0): Shown {
  if (typeof value === 'string') return shownText(value, name)
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') {
    return isSpoken(name) ? value : masked(String(value))
  }
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object') return null
  if (depth >= deepest) return '…'
  if (Array.isArray(value)) {
    const items = value.slice(0, mostItems).map((item) => shown(item, name, depth + 1))
    const more = value.length - items.length
    return more > 0 ? [...items, `… ${more} more`] : items
  }
  const members = Object.entries(value).slice(0, mostMembers)
  return Object.fromEntries(
    members.map(([member, one]) => [shownName(member), shown(one, member, depth + 1)]),
  )
}

/** Header and claims of a JWT, each by the same rule; anything else is masked. */
export function shownToken(token: string): Masked | ShownToken {
  const [header, claims] = jwtShape.test(token) ? token.split('.').slice(0, 2).map(decoded) : []
  if (token.length > longestToken || header === undefined || claims === undefined) {
    return masked(token)
  }
  return {
    jwt: true,
    header: shown(header),
    claims: shown(claims),
    characters: token.length,
    mark: markOf(token),
  }
}

export function isMasked(value: Shown): value is Masked {
  return typeof value === 'object' && value !== null && 'masked' in value && value.masked === true
}

export function isShownToken(value: Shown): value is ShownToken {
  return typeof value === 'object' && value !== null && 'jwt' in value && value.jwt === true
}

/** The members of an object; none of what is no object, is masked, or is a token. */
export function membersOf(value: Shown | undefined): Readonly<Record<string, Shown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject && !isMasked(value) && !isShownToken(value) ? Object(value) : {}
}

function shownText(text: string, name: string): Shown {
  if (jwtShape.test(text)) return shownToken(text)
  if (isPublic(name) && visible.test(text)) return text
  if (!isSpoken(name)) return masked(text)
  const clean = redactedText(text, longestText)
  return isProse(name) ? clean.replace(oddWord, '[removed]') : clean
}

/** A name may be a secret too: of a member that somebody else's server chose. */
export function shownName(name: string): string {
  return redactedText(name, 200).replace(oddWord, '[removed]')
}

function decoded(part: string): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
