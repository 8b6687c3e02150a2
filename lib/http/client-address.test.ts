import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { appendConnection, clientAddress } from './client-address.ts'

const from = (chain: string | null, trustedProxies = 0) =>
  clientAddress(new Headers(chain === null ? {} : { 'x-forwarded-for': chain }), trustedProxies)

test.each([
  ['without a proxy, the connection', '192.0.2.1', 0, '192.0.2.1'],
  ['without a proxy, whatever else was claimed', '1.1.1.1, 8.8.8.8, 192.0.2.1', 0, '192.0.2.1'],
  ['behind one, who asked it', '198.51.100.7, 10.0.0.1', 1, '198.51.100.7'],
  ['behind one, whatever else was claimed', '1.1.1.1, 198.51.100.7, 10.0.0.1', 1, '198.51.100.7'],
  ['behind two', '1.1.1.1, 198.51.100.7, 10.0.0.1, 10.0.0.2', 2, '198.51.100.7'],
  ['past the proxies, the connection', '192.0.2.1', 2, '192.0.2.1'],
])('it is: %s', (_what, chain, trustedProxies, address) => {
  expect(from(chain, trustedProxies)).toBe(address)
})

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['[2001:db8:1:2::9]:5000', '2001:db8:1:2::/64'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['192.0.2.1:5000', '192.0.2.1'],
])('%s counts as %s', (written, counted) => {
  expect(from(written)).toBe(counted)
})

test.each([null, '', 'unknown', '999.1.1.1', '_hidden', 'a'.repeat(10_000), '1.2.3.4,'])(
  'what is no address is one place for all: %s',
  (written) => {
    expect(from(written)).toBe('unknown')
  },
)

test.each([
  ['brought nothing', undefined, '192.0.2.1', '192.0.2.1'],
  ['brought a chain', '1.1.1.1, 8.8.8.8', '192.0.2.1', '1.1.1.1, 8.8.8.8, 192.0.2.1'],
  ['has hung up', '1.1.1.1', undefined, '1.1.1.1, unknown'],
])(
  'the connection is written behind what a request brought that %s',
  (_what, brought, remoteAddress, chain) => {
    const headers = { 'x-forwarded-for': brought }
    appendConnection({ headers, socket: { remoteAddress } } as unknown as IncomingMessage)
    expect(headers['x-forwarded-for']).toBe(chain)
  },
)
