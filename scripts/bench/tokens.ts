import { createHash, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export type Asked = Readonly<{
  person: string
  institutionId: string
  clientId: string
  nonce: string
  challenge: string
  scope: string
}>

/** What one authorization brought: its refresh tokens follow one another, and only the last is good. */
type Family = { asked: Asked; current: string; dead: boolean }

export type TokenAnswer = Readonly<{ status: number; body: unknown }>

const refused: TokenAnswer = { status: 400, body: { error: 'invalid_grant' } }

/**
 * Codes and tokens of the scripted server. Refresh tokens rotate, and the second use of one ends its
 * family, as strict servers do.
 */
export async function benchTokens(issuer: string) {
  let key = await newKey()
  const codes = new Map<string, Asked>()
  const families = new Map<string, Family>()
  /** Access tokens in the order they were made, so that the oldest go first. */
  const owners = new Map<string, Asked>()
  const counted = { tokenRequests: 0, refreshes: 0, reused: 0 }
  const settings = { accessTokenSeconds: 3_600 }

  function newCode(asked: Asked): string {
    const code = randomUUID()
    codes.set(code, asked)
    return code
  }

  async function answer(body: URLSearchParams): Promise<TokenAnswer> {
    counted.tokenRequests += 1
    if (body.get('grant_type') !== 'refresh_token') return redeem(body)

    counted.refreshes += 1
    const token = body.get('refresh_token') ?? ''
    const family = families.get(token)
    if (!family || family.dead) return refused
    if (family.current !== token) {
      counted.reused += 1
      family.dead = true
      return refused
    }
    return issue(family)
  }

  async function redeem(body: URLSearchParams): Promise<TokenAnswer> {
    const code = body.get('code') ?? ''
    const asked = codes.get(code)
    codes.delete(code)
    const challenge = createHash('sha256').update(body.get('code_verifier') ?? '')
    if (!asked || asked.challenge !== challenge.digest('base64url')) return refused
    return issue({ asked, current: '', dead: false })
  }

  async function issue(family: Family): Promise<TokenAnswer> {
    const { person, institutionId, clientId, nonce, scope } = family.asked
    const now = Math.floor(Date.now() / 1000)
    const seconds = settings.accessTokenSeconds
    const shared = { iss: issuer, sub: person, iat: now, institutionId }
    const accessToken = await sign({ ...shared, exp: now + seconds, jti: randomUUID(), scope })
    const idToken = await sign({
      ...shared,
      aud: clientId,
      exp: now + 3_600,
      nonce,
      name: 'Ada Okafor',
      email: 'ada@example.test',
    })
    family.current = randomUUID()
    keep(families, family.current, family)
    keep(owners, accessToken, family.asked)
    return {
      status: 200,
      body: {
        access_token: accessToken,
        id_token: idToken,
        refresh_token: family.current,
        token_type: 'Bearer',
        expires_in: seconds,
        scope,
      },
    }
  }

  function sign(claims: Record<string, unknown>): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: key.jwk.kid })
      .sign(key.privateKey)
  }

  return {
    counted,
    settings,
    newCode,
    answer,
    jwk: () => key.jwk,
    ownerOf: (accessToken: string) => owners.get(accessToken) ?? null,
    revoke(refreshToken: string): void {
      const family = families.get(refreshToken)
      if (family) family.dead = true
    },
    async rotateKey(): Promise<void> {
      key = await newKey()
    },
  }
}

async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = randomUUID()
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
}

const mostKept = 200_000

function keep<T>(kept: Map<string, T>, name: string, value: T): void {
  const [oldest] = kept.size < mostKept ? [] : kept.keys()
  if (oldest !== undefined) kept.delete(oldest)
  kept.set(name, value)
}
