import { consumerBank } from './consumer-banking.ts'
import type { Profile } from './profile.ts'

// As the sandbox's README says it: nothing here knows the sandbox but by URL. Journeys run with these, and
// fail once the two no longer say the same.

/** The institutions of the shared server, whose employees sign in. */
export const institutions = [
  {
    institutionId: '5d1f3c9a-2b64-4e0a-9c57-1a8e0c6f7b21',
    name: 'Larkspur Bank',
    slug: 'larkspur',
  },
  {
    institutionId: '8a6e0d47-91c3-4f5b-8d2e-63b7f01c4a95',
    name: 'Juniper Credit Union',
    slug: 'juniper',
  },
  {
    institutionId: 'c27b98e4-6f10-4d3a-b5a9-0e84d7f2361c',
    name: 'Harbor & Vale Trust',
    slug: 'harbor-and-vale',
  },
] as const

/** The banks whose customers sign in, in the order of their ports. */
export const banks = [
  {
    institutionId: '4c1d7a60-8e25-4b93-a1f4-d07c52e9b836',
    name: 'Marram Savings Bank',
    slug: 'marram',
  },
  {
    institutionId: 'f9382e1b-05c7-4d6a-8b70-2e64a91cd5f7',
    name: 'Quince Street Bank',
    slug: 'quince',
  },
] as const

/** What INSTITUTIONS_FILE holds under a profile; null where it needs no file. */
export function institutionsFile(profile: Profile, bankUrls: readonly string[]): unknown {
  switch (profile) {
    case 'parameter':
      return null
    case 'clients':
      return institutions.map(({ slug, ...institution }) => ({
        ...institution,
        clientId: `foyer-${slug}`,
        institutionParameter: null,
        service: { clientId: `foyer-service-${slug}` },
      }))
    case 'consumer':
      return banks.map(({ slug, ...bank }, index) => ({
        ...bank,
        ...consumerBank(bankUrls[index] ?? ''),
        clientId: `foyer-${slug}`,
      }))
  }
}
