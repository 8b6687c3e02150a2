import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'

export const clientKeyAlgorithms = ['ES256', 'PS256', 'RS256'] as const
export type ClientKeyAlgorithm = (typeof clientKeyAlgorithms)[number]

/** A private key of ours, ready to sign a client assertion, and its public half to publish. */
export type ClientKey = Readonly<{
  kid: string
  alg: ClientKeyAlgorithm
  privateKey: CryptoKey
  publicJwk: JsonWebKey
}>

/**
 * Reads our private keys: a JWK, a JWK Set (the first key signs, all are published) or a PKCS#8 PEM.
 *
 * @param text as configured
 * @param defaultAlg for keys that do not name their algorithm; RSA is PS256 unless this says RS256
 * @throws {Error} that says what is wrong with the keys, and never shows a part of them
 */
export function readClientKeys(
  text: string,
  defaultAlg: ClientKeyAlgorithm | null,
): readonly ClientKey[] {
  const material = text.trim()
  const jwks = material.startsWith('{') ? readJwks(material) : []
  const keys = material.startsWith('{')
    ? jwks.map((jwk) => toClientKey(fromJwk(jwk), defaultAlg, jwk))
    : [toClientKey(fromPem(material), defaultAlg, {})]

  // A default that fits none of the keys it is for was meant for another key.
  const unsaid = keys.filter((_key, index) => !jwks[index]?.alg)
  if (defaultAlg && unsaid.length > 0 && !unsaid.some(({ alg }) => alg === defaultAlg)) {
    throw new Error(`no key that could sign with ${defaultAlg}`)
  }
  const kids = new Set(keys.map((key) => key.kid))
  if (kids.size !== keys.length) throw new Error('two keys share one kid')
  return keys
}

function readJwks(json: string): JsonWebKey[] {
  const parsed: unknown = parseJson(json)
  if (!isObject(parsed)) throw new Error('not a JSON object')
  if (!('keys' in parsed)) return [parsed]
  if (!Array.isArray(parsed.keys) || parsed.keys.length === 0 || !parsed.keys.every(isObject)) {
    throw new Error('a JWK Set without keys')
  }
  return parsed.keys
}

function fromJwk(jwk: JsonWebKey): KeyObject {
  if (jwk.d === undefined) throw new Error('a public key; the private one is needed')
  try {
    return createPrivateKey({ key: jwk, format: 'jwk' })
  } catch {
    throw new Error('a JWK that is damaged or of an unknown kind')
  }
}

function fromPem(pem: string): KeyObject {
  if (pem.includes('ENCRYPTED')) throw new Error('an encrypted PEM; decrypt it first')
  if (pem.includes('\\n')) throw new Error('a PEM with escaped newlines; use real ones or a file')
  if (pem.includes('PUBLIC KEY')) throw new Error('a public key; the private one is needed')
  if (!pem.startsWith('-----BEGIN PRIVATE KEY-----'))
    throw new Error('neither a JWK nor a PKCS#8 PEM')
  try {
    return createPrivateKey(pem)
  } catch {
    throw new Error('a damaged PEM')
  }
}

function toClientKey(
  key: KeyObject,
  defaultAlg: ClientKeyAlgorithm | null,
  named: JsonWebKey,
): ClientKey {
  const alg = algorithmOf(key, named.alg, defaultAlg)
  const publicJwk = createPublicKey(key).export({ format: 'jwk' })
  const kid = typeof named.kid === 'string' && named.kid ? named.kid : thumbprint(publicJwk)
  return {
    kid,
    alg,
    privateKey: key.toCryptoKey(webCryptoAlgorithm(alg), false, ['sign']) as CryptoKey,
    publicJwk: { ...publicJwk, kid, alg, use: 'sig' },
  }
}

function algorithmOf(
  key: KeyObject,
  named: unknown,
  defaultAlg: ClientKeyAlgorithm | null,
): ClientKeyAlgorithm {
  const details = key.asymmetricKeyDetails
  if (key.asymmetricKeyType === 'ec') {
    if (details?.namedCurve !== 'prime256v1') throw new Error('an EC key that is not on P-256')
    if (named && named !== 'ES256') throw new Error('an EC key with an algorithm other than ES256')
    return 'ES256'
  }
  if (key.asymmetricKeyType === 'rsa') {
    if ((details?.modulusLength ?? 0) < 2048) throw new Error('an RSA key shorter than 2048 bits')
    const wanted = named ?? defaultAlg ?? 'PS256'
    if (wanted === 'PS256' || wanted === 'RS256') return wanted
    throw new Error('an RSA key with an algorithm other than PS256 or RS256')
  }
  throw new Error('a key that is neither EC on P-256 nor RSA')
}

function webCryptoAlgorithm(alg: ClientKeyAlgorithm) {
  switch (alg) {
    case 'ES256':
      return { name: 'ECDSA', namedCurve: 'P-256' }
    case 'PS256':
      return { name: 'RSA-PSS', hash: 'SHA-256' }
    case 'RS256':
      return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  }
}

// RFC 7638 §3.2: the required members only, in lexicographic order, without white space.
function thumbprint({ kty, crv, x, y, e, n }: JsonWebKey): string {
  const members = kty === 'EC' ? { crv, kty, x, y } : { e, kty, n }
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url')
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new Error('not valid JSON')
  }
}

function isObject(value: unknown): value is JsonWebKey {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
