import type { ShownAddress } from './flow.ts'

const longest = 48

/** A path of ours, without its long ids: `/institutions/…/accounts`. */
export function addressLabel({ path }: ShownAddress): string {
  const cut = path.replaceAll(/(?=[\w-]*\d)[\w-]{20,}/g, '…')
  return cut.length > longest ? `…${cut.slice(1 - longest)}` : cut
}

/** The end of somebody else's path, which says what it is for: `…/token`. */
export function endpointLabel(address: ShownAddress): string {
  const parts = addressLabel(address).split('/').filter(Boolean)
  return parts.length > 1 ? `…/${parts.at(-1)}` : `/${parts[0] ?? ''}`
}
