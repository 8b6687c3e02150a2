import { harborAndVale, juniper, larkspur } from './institutions.ts'
import type { Person } from './people.ts'

/** Who may be given a permission: a person, or the user a service account stands for. */
export type Member = Pick<Person, 'sub' | 'email' | 'memberships' | 'everywhere'>

/** A client that acts by itself, with the permissions of the user it is associated with. */
export type ServiceAccount = Readonly<{
  clientId: string
  /** What its tokens are for, and name; null: for every institution, and they name none. */
  institutionId: string | null
  user: Member
}>

/** One for all institutions, and one for each; Harbor & Vale Trust permits nothing to either. */
export const serviceAccounts: readonly ServiceAccount[] = [
  {
    clientId: 'foyer-service',
    institutionId: null,
    user: {
      sub: '0b6f2d18-53a7-4c9e-8f41-d27a90be6c35',
      email: 'foyer-service@example.test',
      memberships: { [harborAndVale]: 'none' },
      everywhere: 'look',
    },
  },
  {
    clientId: 'foyer-service-larkspur',
    institutionId: larkspur,
    user: {
      sub: '71d4e9a3-0c86-4b52-9ae7-3f185bd06c92',
      email: 'foyer-service-larkspur@example.test',
      memberships: { [larkspur]: 'look' },
      everywhere: null,
    },
  },
  {
    clientId: 'foyer-service-juniper',
    institutionId: juniper,
    user: {
      sub: 'c8a05f67-e1d3-4294-b70b-5692e4fa1d08',
      email: 'foyer-service-juniper@example.test',
      memberships: { [juniper]: 'look' },
      everywhere: null,
    },
  },
  {
    clientId: 'foyer-service-harbor-and-vale',
    institutionId: harborAndVale,
    user: {
      sub: '4e923b7c-86f0-4d15-a3c8-e07b1fd95a64',
      email: 'foyer-service-harbor-and-vale@example.test',
      memberships: { [harborAndVale]: 'none' },
      everywhere: null,
    },
  },
]

/** The service account that acts as a client; null for a client that acts for people. */
export function serviceAccountOf(clientId: unknown): ServiceAccount | null {
  return serviceAccounts.find((it) => it.clientId === clientId) ?? null
}
