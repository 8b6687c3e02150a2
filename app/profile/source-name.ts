import type { Profile, ProfileSource } from '#lib/data/profile.ts'

/** Who an ID token came from, as a person would call them. */
export function sourceName(profile: Profile, { institutionId, issuer }: ProfileSource): string {
  if (institutionId === null) return 'the sign-in service'
  const entered = profile.institutions.find((it) => it.institutionId === institutionId)
  return entered?.name ?? new URL(issuer).host
}
