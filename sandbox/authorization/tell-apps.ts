import type { Provider } from 'oidc-provider'
import type { RequestLog } from '../request-log.ts'
import type { Memory } from './storage.ts'

type Tell = (sub: string, sid: string) => Promise<void>
/** The engine's type does not list what it calls by itself at a sign-out. */
type Client = NonNullable<Awaited<ReturnType<Provider['Client']['find']>>> & {
  backchannelLogout: Tell
}

/**
 * Writes down how apps were told that a person is no longer signed in here, whatever the reason.
 *
 * @see https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest
 */
export function recordNotices({ Client }: Provider, log: RequestLog): void {
  const client = Client.prototype as Client
  const tell = client.backchannelLogout
  client.backchannelLogout = async function (sub, sid) {
    const notice = {
      kind: 'backchannel-logout',
      method: 'POST',
      path: new URL(this.backchannelLogoutUri ?? '').pathname,
      requestId: null,
      clientId: this.clientId,
      sub,
      institutionId: null,
    }
    try {
      await tell.call(this, sub, sid)
      log.add({ ...notice, status: 200, reason: null })
    } catch (error) {
      const { message, response } = error as Error & { response?: Response }
      log.add({ ...notice, status: response?.status ?? 0, reason: message })
      console.error(`Sandbox could not tell ${this.clientId} of a sign-out: ${message}`)
      throw error
    }
  }
}

/**
 * Ends every session that a person has here, as if they had signed out in each of their browsers. What was
 * granted for as long as the session lasts ends too, and every app that they used is told.
 *
 * @param sessions where the engine keeps them
 */
export async function signOutEverywhere(
  provider: Provider,
  sessions: Memory,
  sub: string,
): Promise<void> {
  for (const { jti = '' } of sessions.all().filter(({ accountId }) => accountId === sub)) {
    const session = await provider.Session.find(jti)
    if (!session) continue
    await session.destroy()
    for (const [clientId, authorization] of Object.entries(session.authorizations ?? {})) {
      const { sid = '', grantId = '', persistsLogout } = authorization
      if (!persistsLogout) await (await provider.Grant.find(grantId))?.destroy()
      const client = (await provider.Client.find(clientId)) as Client | undefined
      await client?.backchannelLogout(sub, sid).catch(() => {})
    }
  }
}
