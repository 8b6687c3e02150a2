import { accountsReadScope } from '#lib/data/accounts.ts'
import type { ProblemCode } from '#lib/errors.ts'
import { authorizeAddress } from './addresses.ts'

export type Place = Readonly<{ institutionId: string | null; address: string }>

/** Where someone goes whose page could not fetch all it shows, so that they come back to it. */
export function wayOn(code: ProblemCode, { institutionId, address }: Place) {
  switch (code) {
    case 'missing-scope':
      return {
        label: 'Review what Foyer may see',
        href: authorizeAddress({ institutionId, scope: accountsReadScope, returnTo: address }),
      }
    case 'session-over':
      return {
        label: 'Sign in again',
        href: authorizeAddress({ institutionId, returnTo: address }),
      }
    case 'not-permitted':
    case 'unknown-institution':
      return { label: 'Choose an institution', href: '/institutions' }
    default:
      return { label: 'Try again', href: address }
  }
}
