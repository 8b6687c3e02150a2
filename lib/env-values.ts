import { z } from 'zod'
import { isSecureUrl } from './url.ts'

// The kinds of values a variable may have. Each is described as a fault would say it: "NAME should be …".

const withoutSlash = (url: string) => url.replace(/\/+$/, '')
const secureUrl = z.string().refine(isSecureUrl)

export const origin = z
  .string()
  .refine(
    (value) => isSecureUrl(value) && new URL(value).origin === withoutSlash(value).toLowerCase(),
  )
  .transform((value) => new URL(value).origin)
  .describe('the public origin of this app: https, or http on this machine, and no path')

// RFC 8414 §2: no query. Kept as written, because issuers are compared as exact strings.
export const issuerIdentifier = secureUrl
  .refine((value) => !value.includes('?'))
  .describe('the issuer identifier: https, or http on this machine')

export const metadataAddress = secureUrl.describe(
  "the address of the issuer's metadata: https, or http on this machine",
)

export const apiBase = secureUrl
  .refine((value) => !value.includes('?'))
  .transform(withoutSlash)
  .describe('the base of the resource APIs: https, or http on this machine')

export const seconds = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
  .describe('a positive whole number')

export const redisAddress = z
  .string()
  .refine((value) => {
    const { protocol = '', hostname = '', pathname = '' } = URL.parse(value) ?? {}
    return /^rediss?:$/.test(protocol) && hostname !== '' && /^\/?\d*$/.test(pathname)
  })
  .describe('the address of a Redis server: redis://host:port/database, or rediss:// with TLS')

export const proxyCount = z
  .string()
  .regex(/^\d$/)
  .transform(Number)
  .describe('a number from 0 to 9')

export const secrets = z
  .string()
  .transform((value) => value.split(',').map((secret) => secret.trim()))
  .refine((list) => list.every((secret) => secret.length >= 32))
  .describe('32 characters or more; several are separated by commas')

/** RFC 6749 §3.3. */
export const visibleScope = z
  .string()
  .regex(/^[\x21\x23-\x5b\x5d-\x7e ]{1,1024}$/)
  .describe('a scope')

export const openidScope = visibleScope
  .refine((value) => value.split(' ').includes('openid'))
  .describe('a scope that contains openid')

/** What we always send ourselves; anything else in place of one of these would break the request. */
export const sentParameters: readonly string[] = [
  'response_type',
  'response_mode',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'claims',
  'request',
  'request_uri',
]

export const parameterName = z
  .string()
  .regex(/^[\w.-]{1,64}$/)
  .refine((name) => ![...sentParameters, 'login_hint', 'prompt'].includes(name))
  .describe('the name of a request parameter that is not taken')

export const label = z.string().max(80).describe('at most 80 characters')

export function visibleText(description: string) {
  return z
    .string()
    .regex(/^[\x21-\x7e]{1,512}$/)
    .describe(description)
}

export function anyText(description: string) {
  return z.string().describe(description)
}

export function oneOf<const T extends string>(...values: readonly T[]) {
  return z.enum(values).describe(values.join(' or '))
}
