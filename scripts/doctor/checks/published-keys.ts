import type { ClientKey } from '../../../lib/client-key.ts'
import { byCalling, type Check } from '../check.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import type { PublishedKey } from '../jwks.ts'
import { jwksAddress } from '../patient.ts'

export const publishedKeys: Check = {
  name: 'published-keys',
  looksAt: 'our own key set as others see it at APP_URL: the same keys, and nothing private',
  examine: byCalling(async (env, { ownJwks }) => {
    const ours = [...env.clientKeys, ...(env.service?.keys ?? [])]
    if (ours.length === 0) return [skipped('there are no keys to publish')]
    const address = jwksAddress(env)
    const published = await ownJwks()
    if ('absent' in published) {
      return [skipped(`${address} ${published.absent}: start the app to have its key set checked`)]
    }
    if ('wrong' in published) return [wrong('keys-not-ours', { address, problem: published.wrong })]
    return judge(address, ours, published.keys)
  }),
}

function judge(
  address: string,
  ours: readonly ClientKey[],
  published: readonly PublishedKey[],
): Finding[] {
  const leaked = published.some((key) => ['d', 'p', 'q', 'k'].some((member) => member in key))
  if (leaked) return [wrong('private-key-published', { address })]
  const missing = ours.filter(({ publicJwk: { kty, crv, x, y, n, e } }) => {
    const members = Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value)
    return !published.some((key) => members.every(([name, value]) => key[name] === value))
  })
  if (missing.length > 0) {
    const problem = `lacks ${missing.map(({ kid }) => kid).join(', ')}`
    return [wrong('keys-not-ours', { address, problem })]
  }
  const unnamed = ours.filter(({ kid }) => !published.some((key) => key.kid === kid))
  return unnamed.length > 0
    ? [wrong('keys-not-ours', { address, problem: 'has the keys under other names' })]
    : [ok(`${address} has every key of ours, and nothing private`)]
}
