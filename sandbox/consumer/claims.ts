import type { Bank } from './banks.ts'

const claim = 'https://api.banno.com/consumer/claim'

/**
 * What an ID token says of the bank where the request asks for it (OpenID Connect Core §5.5).
 *
 * `customer_identifier` is not among them: a bank switches it on for each app, and has not for ours. Who
 * asks for it gets an ID token without it, and no error.
 */
export function claimsOnRequest({ institutionId, name, routingNumber, city, state }: Bank) {
  return {
    [`${claim}/institution_id`]: institutionId,
    [`${claim}/fi_routing_number`]: routingNumber,
    [`${claim}/institution_details`]: { name, city, state },
  }
}
