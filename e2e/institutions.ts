/** The sandbox's institutions that journeys enter. */
export const institutionIds = {
  'Larkspur Bank': '5d1f3c9a-2b64-4e0a-9c57-1a8e0c6f7b21',
  'Juniper Credit Union': '8a6e0d47-91c3-4f5b-8d2e-63b7f01c4a95',
  'Harbor & Vale Trust': 'c27b98e4-6f10-4d3a-b5a9-0e84d7f2361c',
} as const

export type Institution = keyof typeof institutionIds

/** Their addresses, for journeys that begin with a link. */
export const accountsOf = {
  larkspur: `/institutions/${institutionIds['Larkspur Bank']}/accounts`,
  juniper: `/institutions/${institutionIds['Juniper Credit Union']}/accounts`,
} as const
