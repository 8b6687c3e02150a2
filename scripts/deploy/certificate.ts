import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const dayMs = 86_400_000

/**
 * A certificate for `localhost` that vouches for itself, as PEM, with its key. For trying things out on this
 * machine: whoever is to believe it has to be told so (`NODE_EXTRA_CA_CERTS`).
 *
 * @see RFC 5280 §4.1, in DER (ITU-T X.690)
 */
export function selfSignedCertificate(days = 365): { certificate: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(set(sequence(commonName, text('localhost'))))
  const validity = sequence(utcTime(Date.now() - dayMs), utcTime(Date.now() + days * dayMs))
  const serial = der(0x02, Buffer.from([1, ...randomBytes(15)]))
  const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' })

  const parts = [version3, serial, ecdsaWithSha256, name, validity, name, publicKeyInfo, extensions]
  const toBeSigned = sequence(...parts)
  const signature = der(0x03, Buffer.from([0]), sign('sha256', toBeSigned, privateKey))
  return {
    certificate: pem(sequence(toBeSigned, ecdsaWithSha256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** One value: what it is, how long, and its parts. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content])
}

/** In as few bytes as can be: browsers refuse more. */
function lengthOf({ length }: Buffer): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts)
}

function set(...parts: readonly Buffer[]): Buffer {
  return der(0x31, ...parts)
}

function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function text(value: string): Buffer {
  return der(0x0c, Buffer.from(value))
}

function utcTime(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), der(0x04, value))
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

const version3 = der(0xa0, der(0x02, Buffer.from([2])))
const commonName = objectId('550403')
const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'))
const serverAuth = objectId('2b06010505070301')
const names = [der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1]))]
const extensions = der(
  0xa3,
  sequence(extension('551d11', sequence(...names)), extension('551d25', sequence(serverAuth))),
)
