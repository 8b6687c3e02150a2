import { issuers } from '#lib/institutions/registry.ts'
import { knownIssuer } from '#lib/oauth/discovery.ts'

/**
 * What a page of ours may load, run, send to, or be framed by. Only what carries this answer's nonce
 * runs, and what that loads.
 *
 * `form-action` names the issuers too: Chromium applies it to the redirects that follow a form.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function contentSecurityPolicy(nonce: string): string {
  const addresses = issuerAddresses()
  const madeFor = addresses.join(' ')
  if (made?.madeFor !== madeFor) made = { madeFor, policy: policyWith(originsOf(addresses)) }
  return made.policy.replaceAll(noncePlace, nonce)
}

/** Made anew when an issuer has moved: every request asks for it. */
let made: { madeFor: string; policy: string } | null = null
const noncePlace = '{nonce}'

function policyWith(issuerOrigins: readonly string[]): string {
  const development = process.env.NODE_ENV === 'development'
  const directives = {
    'default-src': ["'none'"],
    'script-src': [
      `'nonce-${noncePlace}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", development ? "'unsafe-inline'" : `'nonce-${noncePlace}'`],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'form-action': ["'self'", ...issuerOrigins],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}

/** Where issuers take a person in and out, as far as they are known. */
function issuerAddresses(): string[] {
  return issuers().flatMap((name) => {
    const metadata = knownIssuer(name)?.metadata
    const ends = [name.issuer, metadata?.authorization_endpoint, metadata?.end_session_endpoint]
    return ends.filter((address) => address !== undefined)
  })
}

/** A header has room for so many; whoever runs for more banks than these allows all that are https. */
const mostIssuers = 20

function originsOf(addresses: readonly string[]): string[] {
  if (issuers().length > mostIssuers) return ['https:']
  const origins = addresses.map((address) => new URL(address).origin)
  // A host may have characters that mean something in a policy, and its metadata say whatever it likes.
  return [...new Set(origins)].filter((origin) => /^https?:\/\/[\w.:[\]-]+$/.test(origin))
}
