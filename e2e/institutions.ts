import { institutions } from '../scripts/sandbox-institutions.ts'

/** The ids of the sandbox's institutions. */
export const [
  { institutionId: larkspur },
  { institutionId: juniper },
  { institutionId: harborAndVale },
] = institutions

/** The same, by the names that people read. */
export const institutionIds = {
  'Larkspur Bank': larkspur,
  'Juniper Credit Union': juniper,
  'Harbor & Vale Trust': harborAndVale,
} as const

export type Institution = keyof typeof institutionIds

/** Their addresses, for journeys that begin with a link. */
export const accountsOf = {
  larkspur: `/institutions/${larkspur}/accounts`,
  juniper: `/institutions/${juniper}/accounts`,
} as const
