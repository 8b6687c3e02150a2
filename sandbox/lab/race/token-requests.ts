import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Runner, TokenRequest } from './round.ts'

const kept = 1_000

type Seen = Readonly<{
  /** Null: the token was unknown, as it is when its grant is dead. */
  grantId: string | null
  clientId: string | null
  startedAt: number
  endedAt: number
  status: number
  reason: string | null
}>

/** The last refreshes that the token endpoint was really asked for. Never a token. */
export class TokenRequests {
  readonly #seen: Seen[] = []

  constructor(provider: Provider) {
    provider.use(async (ctx, next) => {
      const startedAt = performance.now()
      await next()
      const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
      if (oidc?.route !== 'token' || oidc.params?.grant_type !== 'refresh_token') return
      const { Client, RefreshToken } = oidc.entities
      this.#seen.push({
        grantId: RefreshToken?.grantId ?? null,
        clientId: Client?.clientId ?? null,
        startedAt,
        endedAt: performance.now(),
        status: ctx.status,
        reason: errorOf(ctx.body),
      })
      if (this.#seen.length > kept) this.#seen.shift()
    })
  }

  /** Those of one runner since then; with an unknown token, those of the same client. */
  of({ grantId, clientId }: Runner, since: number): readonly TokenRequest[] {
    return this.#seen
      .filter((it) => it.startedAt >= since && it.clientId === clientId)
      .filter((it) => (it.grantId ?? grantId) === grantId)
      .map(({ startedAt, endedAt, status, reason }) => ({
        startMs: startedAt - since,
        endMs: endedAt - since,
        status,
        reason,
      }))
  }
}

function errorOf(body: unknown): string | null {
  const { error } = (body ?? {}) as { error?: unknown }
  return typeof error === 'string' ? error : null
}
