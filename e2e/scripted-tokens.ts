import { createHash, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Owner } from './scripted-api.ts'

export type Claims = Readonly<Record<string, unknown>>

/** What the token endpoint does differently from a well-behaved one. */
export type TokenScript = {
  idToken?: Claims
  accessToken?: Claims
  tokens?: Claims
  strangerSigns?: boolean
  /** Signs ID tokens with the key of another issuer. */
  idTokenKey?: CryptoKey
  /** Asks for no verifier, and does not mind whose a code is. */
  trustsCodes?: boolean
  accessTokenSeconds?: number
  /** After so many calls of the API with it, an access token is refused there. */
  accessTokenUses?: number
}

type Authorization = Owner &
  Readonly<{ nonce: string; challenge: string; clientId: string; scope: string }>
type Family = { authorization: Authorization; current: string; dead: boolean }
type TokenAnswer = Readonly<{ status: number; body: unknown }>

const refused = { status: 400, body: { error: 'invalid_grant' } }

/**
 * The codes and tokens of a scripted issuer. Refresh tokens rotate, and the second use of one ends its
 * family.
 *
 * @param claim the one that names the institution
 */
export async function scriptedTokens(url: string, canary: string, claim: string) {
  const keys = await generateKeyPair('ES256', { extractable: true })
  const stranger = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  const codes = new Map<string, Authorization>()
  const families = new Map<string, Family>()
  const owners = new Map<string, Owner>()
  const uses = new Map<string, number>()
  const secrets = new Set<string>()
  const script: TokenScript = {}

  function newCode(authorization: Authorization): string {
    const code = `${canary}-code-${randomUUID()}`
    secrets.add(code)
    codes.set(code, authorization)
    return code
  }

  async function answer(body: URLSearchParams): Promise<TokenAnswer> {
    const clientId = body.get('client_id')
    if (body.get('grant_type') === 'authorization_code') {
      const asked = codes.get(body.get('code') ?? '')
      codes.delete(body.get('code') ?? '')
      const challenge = createHash('sha256').update(body.get('code_verifier') ?? '')
      const isTheirs =
        asked?.clientId === clientId && asked?.challenge === challenge.digest('base64url')
      if (!asked || !(isTheirs || script.trustsCodes)) return refused
      return issue({ authorization: asked, current: '', dead: false })
    }
    const family = families.get(body.get('refresh_token') ?? '')
    if (!family || family.authorization.clientId !== clientId) return refused
    if (family.current !== body.get('refresh_token')) family.dead = true
    return family.dead ? refused : issue(family)
  }

  async function issue(family: Family): Promise<TokenAnswer> {
    const { person, institutionId, clientId, nonce, scope } = family.authorization
    const now = Math.floor(Date.now() / 1000)
    const seconds = script.accessTokenSeconds ?? 600
    family.current = `${canary}-refresh-${randomUUID()}`
    families.set(family.current, family)
    const accessClaims = {
      iss: url,
      sub: person,
      iat: now,
      aud: `${url}/api`,
      exp: now + seconds,
      jti: `${canary}-${randomUUID()}`,
      [claim]: institutionId,
      ...script.accessToken,
    }
    const idClaims = {
      iss: url,
      sub: person,
      iat: now,
      aud: clientId,
      exp: now + 3600,
      nonce,
      name: names[person] ?? person,
      email: `${person}@example.test`,
      ...script.idToken,
    }
    const accessToken = await sign(accessClaims)
    const idToken = await sign(idClaims, script.idTokenKey)
    for (const secret of [accessToken, idToken, family.current]) secrets.add(secret)
    const body = {
      access_token: accessToken,
      id_token: idToken,
      refresh_token: family.current,
      token_type: 'Bearer',
      expires_in: seconds,
      scope,
      ...script.tokens,
    }
    const owner = { person, institutionId: String(accessClaims[claim]) }
    owners.set(`Bearer ${body.access_token}`, owner)
    return { status: 200, body }
  }

  function sign(claims: Record<string, unknown>, key?: CryptoKey): Promise<string> {
    const present = Object.entries(claims).filter(([, value]) => value !== null)
    return new SignJWT(Object.fromEntries(present))
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .sign(key ?? (script.strangerSigns ? stranger.privateKey : keys.privateKey))
  }

  function ownerOf(authorization: string): Owner | null {
    const used = (uses.get(authorization) ?? 0) + 1
    uses.set(authorization, used)
    const isWorn = used > (script.accessTokenUses ?? Number.POSITIVE_INFINITY)
    return isWorn ? null : (owners.get(authorization) ?? null)
  }

  function revoke(refreshToken: string): void {
    const family = families.get(refreshToken)
    if (family) family.dead = true
  }

  return { script, jwk, privateKey: keys.privateKey, secrets, newCode, answer, ownerOf, revoke }
}

const names: Record<string, string> = { ada: 'Ada Okafor', ben: 'Ben Sato' }
