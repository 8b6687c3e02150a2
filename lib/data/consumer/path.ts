import { pathSegment } from '#lib/path-segment.ts'
import type { Viewer } from '../viewer.ts'

/** Where a bank keeps what is the viewer's: `{userId}` of its API is the `sub` of its ID token. */
export function userPath({ subject }: Pick<Viewer, 'subject'>, ...segments: string[]): string {
  return ['/a/consumer/api/v0/users', ...[subject, ...segments].map(pathSegment)].join('/')
}
