import { FlowError } from './errors.ts'

/**
 * A value from elsewhere as one segment of an API's path. Encoding alone does not do: `.` and `..` stay
 * as they are, and would lead to another resource; and of half a character it would throw.
 *
 * @throws {FlowError} `api-unavailable`
 */
export function pathSegment(value: string): string {
  if (['', '.', '..'].includes(value) || value.length > 255 || !value.isWellFormed()) {
    throw new FlowError('api-unavailable', 'a value that cannot stand in the path of the API')
  }
  return encodeURIComponent(value)
}

/** What the APIs' paths are made of, beside ids. A word that is missing here shows as an id, and does no harm. */
const words = new Set(
  [
    'a api v0 enterprise consumer consumer-user-search institutions users accounts inquiry',
    'account-summary available-balance dates transactions tasks fetch',
  ].flatMap((line) => line.split(' ')),
)

/** A path of an API without the ids in it, which name people and accounts, and without its query. */
export function pathPattern(path: string): string {
  const [segments = ''] = path.split('?')
  return segments.replace(/[^/]+/g, (segment) => (words.has(segment) ? segment : '{id}'))
}
