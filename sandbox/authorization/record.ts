import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { naiveClientId } from '../lab/race/naive-client.ts'
import type { RequestLog } from '../request-log.ts'
import { serviceAccountOf } from '../service-accounts.ts'
import { institutionOf } from './grants.ts'

const recorded = ['token', 'revocation', 'introspection']
const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials']
/** Answers of a day without faults: nothing to look into. */
const ordinary = ['access_denied', 'login_required', 'consent_required', 'interaction_required']

/** Writes down what clients ask of the authorization server, and tells why one was refused. */
export function recordRequests(provider: Provider, log: RequestLog): void {
  const reasons = new WeakMap<object, string>()
  const { pathname } = new URL(provider.issuer)

  function refused(ctx: KoaContextWithOIDC, error: Error & { error_detail?: string }): void {
    const reason = [error.message, error.error_detail].filter(Boolean).join(': ')
    reasons.set(ctx.req, reason)
    if (ordinary.includes(error.message) || isNaive(ctx)) return
    console.error(`Sandbox refused ${ctx.method} ${pathname}${ctx.path}: ${reason}`)
  }

  provider.on('grant.error', refused)
  provider.on('revocation.error', refused)
  provider.on('introspection.error', refused)
  provider.on('authorization.error', refused)
  provider.on('server_error', (_ctx, error) => console.error(error))

  provider.use(async (ctx, next) => {
    await next()
    const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
    if (!oidc || !recorded.includes(oidc.route)) return
    const { Account, Client, Grant } = oidc.entities
    log.add({
      kind: oidc.route === 'token' ? `token:${grantType(oidc.params?.grant_type)}` : oidc.route,
      method: ctx.method,
      path: pathname + ctx.path,
      status: ctx.status,
      requestId: null,
      clientId: Client?.clientId ?? null,
      sub: Account?.accountId ?? null,
      institutionId:
        institutionOf(Grant?.jti) ?? serviceAccountOf(Client?.clientId)?.institutionId ?? null,
      reason: reasons.get(ctx.req) ?? null,
    })
  })
}

/** A client of the lab that is refused on purpose, a hundred times a race. */
function isNaive({ oidc }: KoaContextWithOIDC): boolean {
  return oidc?.entities.Client?.clientId === naiveClientId
}

// A closed list: what a client makes up would be counted for ever.
function grantType(asked: unknown): string {
  return grantTypes.find((known) => known === asked) ?? 'other'
}
