import { hasInstitutionZero, institutionApi, isConfigured } from '#lib/institutions/registry.ts'
import type { Grant } from '#lib/oauth/grant.ts'

/** Whose authorization server a sign-out goes to, and which banks keep their own session after it. */
type Departure = Readonly<{
  /** Null for Institution Zero; undefined when there is nowhere to go. */
  from: string | null | undefined
  idToken: string | null
  elsewhere: readonly string[]
}>

/**
 * Away from the issuer of the identity grant, else of the first; the other banks are told apart.
 *
 * @param left banks that an earlier sign-out left over
 */
export function departure(grants: readonly Grant[], left: readonly string[]): Departure {
  const ours = grants.filter(isConfigured)
  const first = ours.find(({ institutionId }) => institutionId === null) ?? ours[0]
  if (!first) return { from: whereOneSignsIn(), idToken: null, elsewhere: left }

  const others = new Map(
    ours.filter(isAtOwnSite).map((grant) => [grant.issuer, grant.institutionId ?? '']),
  )
  others.delete(first.issuer)
  const elsewhere = new Set([...others.values(), ...left])
  elsewhere.delete(first.institutionId ?? '')
  return { from: first.institutionId, idToken: first.idToken, elsewhere: [...elsewhere] }
}

/** Away from one of the banks that are left over, if that is what the person chose; else null. */
export function nextDeparture(chosen: string | null, left: readonly string[]): Departure | null {
  if (chosen === null || !left.includes(chosen)) return null
  return { from: chosen, idToken: null, elsewhere: left.filter((one) => one !== chosen) }
}

const whereOneSignsIn = () => (hasInstitutionZero() ? null : undefined)

function isAtOwnSite({ institutionId }: Grant): boolean {
  return institutionApi(institutionId).kind === 'consumer'
}
