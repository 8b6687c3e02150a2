import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'

/** What the sandbox makes on its first start and keeps: nothing of it ships with the code. */
export type Secrets = Readonly<{
  signingKey: JWK
  cookieKeys: readonly string[]
  /** Client id -> client secret. */
  clientSecrets: Readonly<Record<string, string>>
}>

export async function readOrMakeSecrets(
  folder: string,
  clientIds: readonly string[],
): Promise<Secrets> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const keys = await readOrMake(join(folder, 'keys.json'), makeKeys)
  const clientSecrets = await readOrMake(clientsFile(folder), () =>
    Object.fromEntries(clientIds.map((clientId) => [clientId, randomText()])),
  )
  return { ...keys, clientSecrets }
}

export function clientsFile(folder: string): string {
  return join(folder, 'clients.json')
}

/** A private key of a server, named by its thumbprint (RFC 7638). */
export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' }
}

async function makeKeys(): Promise<Pick<Secrets, 'signingKey' | 'cookieKeys'>> {
  return { signingKey: await newSigningKey(), cookieKeys: [randomText()] }
}

/**
 * Reads a file, which is made first where there is none. Several sandboxes may start at once on one
 * folder: each writes a draft, only one can link it into place, and all read what then stands there.
 */
async function readOrMake<T>(path: string, make: () => T | Promise<T>): Promise<T> {
  const kept = await read<T>(path)
  if (kept !== null) return kept

  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, JSON.stringify(await make(), null, 2), { mode: 0o600 })
  try {
    await link(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await unlink(draft)
  }

  const made = await read<T>(path)
  if (made === null) throw new Error(`${path} was removed while the sandbox started`)
  return made
}

async function read<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function randomText(): string {
  return randomBytes(32).toString('base64url')
}
