import { type Check, ofEachServer } from '../check.ts'
import { type Finding, fault, ok } from '../finding.ts'

export const issuerName: Check = {
  name: 'issuer-name',
  looksAt: 'whether each server calls itself exactly what it is called here',
  examine: ofEachServer((metadata, { issuer, namedBy }, { confidential }) => {
    const theirs = metadata.issuer
    if (theirs === issuer) return [ok('the server calls itself so, letter by letter')]
    if (typeof theirs !== 'string') return [nameless]
    return [differs(issuer, theirs, namedBy, confidential.quote(theirs))]
  }),
}

const nameless = fault(
  'the metadata names no issuer',
  'The app could not tell this server from another.',
  'Look whether the address is that of a token endpoint, a proxy or a status page.',
)

function differs(ours: string, theirs: string, namedBy: string, quoted: string): Finding {
  const difference = differenceOf(ours, theirs)
  const isAnotherHost = difference === 'another host'
  return fault(
    `the server calls itself ${quoted}: ${difference}`,
    'Issuers are compared letter by letter, in metadata and in tokens (OpenID Connect Discovery §4.3).',
    isAnotherHost
      ? `Make sure that ${namedBy} is your environment. If the server has moved, use its new name everywhere.`
      : `Write ${namedBy} as the server does.`,
  )
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
