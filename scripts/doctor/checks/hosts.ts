import { isLoopback } from '../../../lib/url.ts'
import { type Check, ofConfiguration } from '../check.ts'
import { type Finding, fault, ok, warning } from '../finding.ts'
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
    const what = `${namedBy} is at ${hostname}`
    const why =
      'The server for employees and services moved to login.jackhenry.com in 2025. An assertion made for the old token endpoint is refused.'
    const remedy =
      'Read https://login.jackhenry.com/.well-known/openid-configuration and take its "issuer", unless your contract names the old host.'
    return [{ ...warning(what, why, remedy), subject }]
  }
  if (/\/a\/consumer\/api\/oidc\/?$/.test(pathname)) {
    const what = `${namedBy} is the issuer from before version 0`
    const why =
      'It ended on 1 March 2022. Scopes are enforced, and the issuer is the bank’s own host.'
    const remedy = 'Write https://<host of the bank>/a/consumer/api/v0/oidc.'
    return [{ ...fault(what, why, remedy), subject }]
  }
  if (hostname !== new URL(discoveryUrl).hostname) {
    const what = `the metadata of ${hostname} is read at ${new URL(discoveryUrl).hostname}`
    const why = 'Whoever answers there decides where people type their password.'
    return [{ ...warning(what, why, 'See that you know both hosts.'), subject }]
  }
  return []
}

/** Tokens of a test environment are of no use in production, and the other way round. */
function mixOf(addresses: readonly string[]): Finding[] {
  const kinds = new Set(addresses.map(kindOf))
  if (kinds.size < 2) return []
  const what = `issuers and APIs are of several environments: ${[...kinds].join(', ')}`
  const why = 'An API takes tokens of its own environment only, and a real token is not for a test.'
  return [warning(what, why, 'Take issuer and API from one environment.')]
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
  const what = `the API is at ${new URL(apiUrl).host}, the sign-in at ${new URL(issuer).host}`
  const why = 'In consumer banking each bank is its own host; another bank’s API refuses the token.'
  return [{ ...warning(what, why, 'Compare "apiUrl" and "issuer" of this entry.'), subject: name }]
}
