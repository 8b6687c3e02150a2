import { type Check, ofEachServer } from '../check.ts'
import type { Confidential } from '../confidential.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import { type Client, listOf, type Metadata } from '../server.ts'

export const scopes: Check = {
  name: 'scopes',
  looksAt: 'whether each server knows the scopes that are asked for',
  examine: ofEachServer((metadata, { registrations, services }, { confidential }) => {
    const unknown = unknownScopes(metadata, [...registrations, ...services], confidential)
    if (unknown === null) return [skipped('the server does not say which scopes there are')]
    return unknown.length === 0 ? [ok('the server lists all that are asked for')] : unknown
  }),
}

/** One finding a scope, however many institutions ask for it. */
function unknownScopes(
  metadata: Metadata,
  registrations: readonly Client[],
  confidential: Confidential,
): Finding[] | null {
  const listed = listOf(metadata, 'scopes_supported')
  if (listed === null) return null
  const askedBy = new Map<string, string>()
  for (const { name, registration } of registrations) {
    for (const scope of registration.scope.split(' ')) {
      if (scope && !askedBy.has(scope)) askedBy.set(scope, name)
    }
  }
  return [...askedBy]
    .filter(([scope]) => !listed.includes(scope))
    .map(([scope, client]) => {
      const near = nearOf(scope, listed)
      return near === null
        ? wrong('scope-unlisted', { scope, client })
        : wrong('scope-misspelt', { scope, client, near: confidential.quote(near) })
    })
}

/** The same scope but for letters, a slash, http or https, or what stands in front of its name. */
function nearOf(scope: string, listed: readonly string[]): string | null {
  const core = (it: string) =>
    it
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/$/, '')
  return (
    listed.find((other) => core(other) === core(scope)) ??
    listed.find((other) => core(other).endsWith(`/${core(scope)}`)) ??
    null
  )
}
