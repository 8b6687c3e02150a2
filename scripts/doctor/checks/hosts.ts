import { isLoopback } from '../../../lib/url.ts'
import { type Check, ofConfiguration } from '../check.ts'
import { about, type Finding, ok, wrong } from '../finding.ts'
import type { Server } from '../server.ts'

/** Addresses that were right once, or belong to another environment. */
export const hosts: Check = {
  name: 'hosts',
  looksAt: 'addresses that have moved, and test and production mixed',
  examine: ofConfiguration((env, { servers }) => {
    const moved = servers.flatMap(movedOf)
    const apis = [env.apiUrl, ...[...env.institutions.values()].map((it) => it.apiUrl)]
    const mixed = mixOf([
      ...servers.map(({ issuer }) => issuer),
      ...apis.filter((it) => it !== null),
    ])
    const found = [...moved, ...mixed, ...[...env.institutions.values()].flatMap(strayApi)]
    return found.length > 0 ? found : [ok('no address is known to have moved')]
  }),
}

function movedOf({ issuer, discoveryUrl, namedBy }: Server): Finding[] {
  const { hostname, pathname } = new URL(issuer)
  const isBanno = /(^|\.)banno\.com$/.test(hostname)
  const subject = issuer
  if (isBanno && pathname.startsWith('/a/oidc-provider')) {
    return about(subject, [wrong('old-host', { name: namedBy, host: hostname })])
  }
  if (/\/a\/consumer\/api\/oidc\/?$/.test(pathname)) {
    return about(subject, [wrong('old-issuer', { name: namedBy })])
  }
  const other = new URL(discoveryUrl).hostname
  if (hostname === other) return []
  return about(subject, [wrong('metadata-elsewhere', { host: hostname, other })])
}

/** Tokens of a test environment are of no use in production, and the other way round. */
function mixOf(addresses: readonly string[]): Finding[] {
  const kinds = new Set(addresses.map(kindOf))
  if (kinds.size < 2) return []
  return [wrong('mixed-environments', { kinds: [...kinds].join(', ') })]
}

function kindOf(address: string): string {
  const { hostname } = new URL(address)
  if (isLoopback(hostname)) return 'this machine'
  return /(^|[.-])(uat|banno-uat|test|sandbox|staging)([.-]|$)/.test(hostname)
    ? 'test'
    : 'production'
}

type Entry = Readonly<{ name: string; api: string; issuer: string; apiUrl: string }>

/** A consumer bank's issuer and its API are one host. */
function strayApi({ name, api, issuer, apiUrl }: Entry): Finding[] {
  if (api !== 'consumer' || new URL(issuer).host === new URL(apiUrl).host) return []
  const places = { api: new URL(apiUrl).host, issuer: new URL(issuer).host }
  return about(name, [wrong('api-of-another-bank', places)])
}
