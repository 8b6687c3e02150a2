import { hasInstitutionZero, institutionApi, isConfigured } from '#lib/institutions/registry.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { readLogout } from '#lib/session/logout.ts'

/** Whose authorization server a sign-out goes to, and which banks keep their own session after it. */
type Departure = Readonly<{
  /** Null for Institution Zero; undefined when there is nowhere to go. */
  from: string | null | undefined
  idToken: string | null
  elsewhere: readonly string[]
}>

/** Away from the issuer of the identity grant, else of the first; the other banks are told apart. */
export function departure(grants: readonly Grant[]): Departure {
  const ours = grants.filter(isConfigured)
  const first = ours.find(({ institutionId }) => institutionId === null) ?? ours[0]
  if (!first) return { from: whereOneSignsIn(), idToken: null, elsewhere: [] }

  const others = new Map(
    ours.filter(isAtOwnSite).map((grant) => [grant.issuer, grant.institutionId ?? '']),
  )
  others.delete(first.issuer)
  return { from: first.institutionId, idToken: first.idToken, elsewhere: [...others.values()] }
}

/** One of the banks that the last sign-out left over, as the person chose; else where one signs in. */
export async function nextDeparture(chosen: string | null): Promise<Departure> {
  const elsewhere = (await readLogout())?.elsewhere ?? []
  if (chosen === null || !elsewhere.includes(chosen)) {
    return { from: whereOneSignsIn(), idToken: null, elsewhere }
  }
  return { from: chosen, idToken: null, elsewhere: elsewhere.filter((one) => one !== chosen) }
}

const whereOneSignsIn = () => (hasInstitutionZero() ? null : undefined)

function isAtOwnSite({ institutionId }: Grant): boolean {
  return institutionApi(institutionId).kind === 'consumer'
}
