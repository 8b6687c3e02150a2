import { boundedFetch, limits, NoAnswer } from '../../lib/bounded-fetch.ts'

export type PublishedKey = Readonly<Record<string, unknown>>

/** A key set as its address shows it; else why there is none. */
export type Jwks = Readonly<
  | { keys: readonly PublishedKey[] }
  /** Nobody answers there. */
  | { absent: string }
  /** Something else does. */
  | { wrong: string }
>

/** Reads the key set at an address; waits no longer than the app does for an issuer. */
export async function readJwks(address: string): Promise<Jwks> {
  try {
    const response = await boundedFetch(address, {}, limits.issuer)
    if (!response.ok) return { wrong: `answered ${response.status}` }
    const { keys } = Object(await response.json())
    const isSet = Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key)
    return isSet ? { keys } : { wrong: 'answered no JWK Set' }
  } catch (error) {
    if (!(error instanceof NoAnswer)) return { wrong: 'answered no JWK Set' }
    const { message } = error
    return message.includes('redirect') ? { wrong: message } : { absent: message }
  }
}
