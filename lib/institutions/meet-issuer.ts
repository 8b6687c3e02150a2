import 'server-only'
import { discover, knownIssuer } from '#lib/oauth/discovery.ts'
import { hasInstitutionZero, issuers } from './registry.ts'

/** Whether an issuer has answered once that people begin at: Institution Zero's, else any of the others. */
export function hasMetIssuer(): boolean {
  return beginnings().some((name) => knownIssuer(name) !== null)
}

/**
 * Gets to know an issuer that people begin at.
 *
 * @throws {FlowError} `issuer-unavailable` · `untrusted-response`, when none of them answers
 */
export async function meetIssuer(): Promise<void> {
  let failure: unknown = null
  for (const name of beginnings()) {
    try {
      await discover(name)
      return
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

/** One bank that is down is no reason for an app of several not to be ready. */
function beginnings() {
  return hasInstitutionZero() ? issuers().slice(0, 1) : issuers().slice(0, mostAsked)
}

const mostAsked = 10
