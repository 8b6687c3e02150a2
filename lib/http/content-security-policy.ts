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
  const development = process.env.NODE_ENV === 'development'
  const directives = {
    'default-src': ["'none'"],
    'script-src': [
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'form-action': ["'self'", ...issuerOrigins()],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}

/** A header has room for so many; whoever runs for more banks than these allows all that are https. */
const mostIssuers = 20

function issuerOrigins(): string[] {
  if (issuers().length > mostIssuers) return ['https:']
  const addresses = issuers().flatMap((name) => {
    const metadata = knownIssuer(name)?.metadata
    return [name.issuer, metadata?.authorization_endpoint, metadata?.end_session_endpoint]
  })
  const origins = addresses.flatMap((address) => (address ? [new URL(address).origin] : []))
  // A host may have characters that mean something in a policy, and its metadata say whatever it likes.
  return [...new Set(origins)].filter((origin) => /^https?:\/\/[\w.:[\]-]+$/.test(origin))
}
