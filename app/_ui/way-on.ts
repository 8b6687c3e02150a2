import { accountsReadScope } from '#lib/data/consent.ts'
import type { ProblemCode } from '#lib/errors.ts'
import { authorizeAddress } from './addresses.ts'

/** Where something is shown: to come back to it. */
export type Place = Readonly<{
  institutionId: string | null
  address: string
  /** What to ask for on top of the usual scope where one is missing; null for nothing. */
  scope?: string | null
}>

/** Where someone goes whose page could not fetch all it shows, so that they come back to it. */
export function wayOn(code: ProblemCode, place: Place) {
  const { institutionId, address, scope = accountsReadScope } = place
  switch (code) {
    case 'missing-scope':
      return {
        label: 'Review what Foyer may see',
        href: authorizeAddress({ institutionId, scope, returnTo: address }),
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
