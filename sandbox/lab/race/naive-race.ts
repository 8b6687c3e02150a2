import { apiUrlOf, issuerOf } from '../../authorization/realm.ts'
import { readScope } from '../../authorization/scopes.ts'
import { larkspur } from '../../institutions.ts'
import type { Lab } from '../lab.ts'
import { naiveClient, naiveClientId } from './naive-client.ts'
import { racer } from './racer.ts'
import { type Round, type Run, runRound } from './round.ts'
import { send } from './send.ts'
import type { TokenRequests } from './token-requests.ts'

const scope = `openid offline_access ${readScope}`

/**
 * What becomes of a client whose workers each renew by themselves: all of them send the refresh token that
 * they share, at once. The token endpoint is the one that the app has to get along with.
 *
 * @returns the round after the first expiry, and the one after the next
 */
export async function raceNaively(
  { realm, provider, grants }: Lab,
  tokenRequests: TokenRequests,
  signal: AbortSignal,
): Promise<readonly Round[]> {
  const tokenEndpoint = new URL(`${issuerOf(realm)}/token`)
  const accounts = `${apiUrlOf(realm)}/${larkspur}/enterprise/${racer.sub}/accounts/inquiry`
  const runner = { grantId: await newGrant(), clientId: naiveClientId }
  let refreshToken = await newRefreshToken(runner.grantId)

  const rounds: Round[] = []
  for (let round = 0; round < 2; round += 1) {
    // All have read it before anybody can write another.
    const shared = refreshToken
    rounds.push(await runRound(() => work(shared), runner, tokenRequests))
  }
  return rounds

  async function work(token: string): Promise<Pick<Run, 'shown' | 'answer'>> {
    const answer = await send(tokenEndpoint, signal, {
      form: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: token,
        client_id: naiveClientId,
        client_secret: naiveClient.client_secret,
      }),
    })
    const tokens: Record<string, string> = JSON.parse(answer.body)
    if (answer.status !== 200) return { shown: false, answer: `${tokens.error}` }
    refreshToken = tokens.refresh_token ?? ''
    const page = await send(new URL(accounts), signal, {
      body: '{}',
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        'content-type': 'application/json',
      },
    })
    return { shown: page.status === 200, answer: `tokens, then ${page.status} from the API` }
  }

  async function newGrant(): Promise<string> {
    const consent = { sessionUid: 'lab', accountId: racer.sub, clientId: naiveClientId }
    const scopes = scope.split(' ')
    const grant = await grants.choose(
      provider,
      { ...consent, institutionId: larkspur },
      scopes,
      scopes,
    )
    return grant.jti
  }

  /** As a sign-in would have brought it. */
  async function newRefreshToken(grantId: string): Promise<string> {
    const client = await provider.Client.find(naiveClientId)
    if (!client) throw new Error('the naive client is not registered')
    return new provider.RefreshToken({
      accountId: racer.sub,
      client,
      grantId,
      gty: 'authorization_code',
      resource: apiUrlOf(realm),
      scope,
    }).save()
  }
}
