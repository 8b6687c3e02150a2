import { boundedFetch, limits } from '../../lib/bounded-fetch.ts'
import { issuerIdentifier } from '../../lib/env-values.ts'

/**
 * How the metadata there calls its issuer; null where it cannot be read. An offer: it is shown, and every
 * answer of that server is held against it.
 */
export async function issuerNamedAt(discoveryUrl: string): Promise<string | null> {
  if (!discoveryUrl) return null
  try {
    const answer = await boundedFetch(discoveryUrl, {}, limits.issuer)
    const { issuer } = await answer.json()
    return answer.ok ? issuerIdentifier.parse(issuer) : null
  } catch {
    return null
  }
}
