import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** Seals records. What a seal is bound to must be the same when it is opened, but is not inside. */
export type RecordSeal = Readonly<{
  seal: (text: string, boundTo: string) => Uint8Array
  /** Null for what was damaged, moved to another place, or sealed with a secret we do not have. */
  open: (sealed: Uint8Array, boundTo: string) => string | null
}>

const algorithm = 'aes-256-gcm'
// NIST SP 800-38D §5.2.1.1 and §8.2.2: a random 96-bit nonce, and the whole tag.
const nonceBytes = 12
const tagBytes = 16

/**
 * AES-256-GCM under a key of each secret: the first seals, each is tried to open, so that secrets can be
 * rotated while two generations of the app share a store.
 */
export function recordSeal(secrets: readonly string[]): RecordSeal {
  // As objects: whether bytes are one Node.js tries first, by an exception that costs more than a record.
  const keys = secrets.map((secret) => createSecretKey(deriveKey(secret, 'session record')))
  const [sealingKey] = keys
  if (!sealingKey) throw new Error('there is no secret to seal with')

  return {
    seal(text, boundTo) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, sealingKey, nonce).setAAD(Buffer.from(boundTo))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open(sealed, boundTo) {
      for (const key of keys) {
        const text = openWith(key, sealed, boundTo)
        if (text !== null) return text
      }
      return null
    },
  }
}

/** A password of its own for each purpose, so that no seal passes for another kind of seal. */
export function passwordFor(purpose: string, secret: string): string {
  return deriveKey(secret, purpose).toString('base64url')
}

function openWith(key: KeyObject, sealed: Uint8Array, boundTo: string): string | null {
  if (sealed.byteLength < nonceBytes + tagBytes) return null
  const nonce = sealed.subarray(0, nonceBytes)
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes)
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(tag)
    const opened = decipher.update(sealed.subarray(nonceBytes + tagBytes))
    return Buffer.concat([opened, decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

// RFC 5869 §3.2: `info` keeps keys for different purposes apart.
function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `foyer ${purpose} 1`, 32))
}
