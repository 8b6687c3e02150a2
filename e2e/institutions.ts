/** Addresses of the sandbox's institutions, for journeys that begin with a link. */
export const accountsOf = {
  larkspur: '/institutions/5d1f3c9a-2b64-4e0a-9c57-1a8e0c6f7b21/accounts',
  juniper: '/institutions/8a6e0d47-91c3-4f5b-8d2e-63b7f01c4a95/accounts',
} as const
