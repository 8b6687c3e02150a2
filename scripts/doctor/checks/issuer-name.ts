import { type Check, ofEachServer } from '../check.ts'
import { type Finding, ok, wrong } from '../finding.ts'

export const issuerName: Check = {
  name: 'issuer-name',
  looksAt: 'whether each server calls itself exactly what it is called here',
  examine: ofEachServer((metadata, { issuer, namedBy }, { confidential }) => {
    const theirs = metadata.issuer
    if (theirs === issuer) return [ok('the server calls itself so, letter by letter')]
    if (typeof theirs !== 'string') return [wrong('issuer-nameless')]
    return [differs(issuer, theirs, namedBy, confidential.quote(theirs))]
  }),
}

function differs(ours: string, theirs: string, namedBy: string, quoted: string): Finding {
  const difference = differenceOf(ours, theirs)
  return difference === 'another host'
    ? wrong('issuer-another-host', { theirs: quoted, name: namedBy })
    : wrong('issuer-spelling', { theirs: quoted, difference, name: namedBy })
}

/** In what two issuers differ, from the smallest slip to another server. */
export function differenceOf(ours: string, theirs: string): string {
  const withoutSlash = (it: string) => it.replace(/\/+$/, '')
  if (withoutSlash(ours) === withoutSlash(theirs)) return 'a slash at the end'
  if (ours.toLowerCase() === theirs.toLowerCase()) return 'capital and small letters'
  const [one, other] = [URL.parse(ours), URL.parse(theirs)]
  if (!one || !other) return 'theirs is no address'
  if (one.href === other.href) return 'a port that need not be written'
  if (one.hostname !== other.hostname) return 'another host'
  if (one.protocol !== other.protocol) return 'http and https'
  return one.port === other.port ? 'another path' : 'another port'
}
