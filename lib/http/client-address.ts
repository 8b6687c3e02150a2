import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6 } from 'node:net'

/**
 * Where a request came from, as far as it can be known: for limits, and for nothing else.
 *
 * Our own server writes the address of the connection behind what the request brought as `X-Forwarded-For`
 * (`appendConnection`), and each trusted proxy wrote down who asked it. So the address that counts is so many
 * places from the right: what stands further left, anybody may have written.
 *
 * @returns an IPv4 address, the /64 of an IPv6 address (whoever has one has them all), or `unknown`
 */
export function clientAddress(headers: Headers, trustedProxies: number): string {
  const chain = (headers.get('x-forwarded-for') ?? '').split(',').map((one) => one.trim())
  return networkOf(chain.at(-1 - trustedProxies) ?? chain[0] ?? '')
}

/** Writes the address of a connection behind what its request brought. */
export function appendConnection({ headers, socket }: IncomingMessage): void {
  const brought = headers['x-forwarded-for']
  const address = socket.remoteAddress ?? 'unknown'
  headers['x-forwarded-for'] = brought === undefined ? address : `${brought}, ${address}`
}

function networkOf(written: string): string {
  const address = withoutPort(written)
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
  if (isIPv6(address)) return `${firstGroups(address).join(':')}::/64`
  return isIP(address) === 4 ? address : 'unknown'
}

/** Some proxies write the port as well: `192.0.2.1:5000`, `[2001:db8::1]:5000`. */
function withoutPort(written: string): string {
  return written.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
}

/** The first four of its eight groups (RFC 4291 §2.2). */
function firstGroups(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const known = tail === undefined || tail === '' ? 0 : tail.split(':').length
  const zeros = tail === undefined ? 0 : 8 - groups.length - known
  const all = [
    ...groups,
    ...Array<string>(Math.max(zeros, 0)).fill('0'),
    ...(tail ?? '').split(':'),
  ]
  return all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''))
}
