import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { sessionStore } from '#lib/session/session-store.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { makeGrant, makeIdHash, makeSession } from '#lib/session/testing/make.ts'
import { startIssuer } from '#lib/testing/issuer.ts'
import { POST } from './route.ts'

vi.mock('next/server', async (actual) => ({ ...(await actual<object>()), after: vi.fn() }))

let issuer: Awaited<ReturnType<typeof startIssuer>>
beforeEach(async () => {
  startApp()
  issuer = await startIssuer()
  return () => vi.unstubAllGlobals()
})

async function tell(iat: number): Promise<number> {
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  const about = { iss: 'https://issuer.test', aud: 'foyer', sid: 's-1', jti: 'notice-1', events }
  const token = await issuer.sign({ ...about, iat, exp: iat + 120 }, { typ: 'logout+jwt' })
  const body = new URLSearchParams({ logout_token: token })
  const url = 'https://foyer.test/auth/backchannel-logout'
  return (await POST(new NextRequest(url, { method: 'POST', body }))).status
}

test.each([
  ['in whole seconds', Math.floor],
  // RFC 7519 §2: a NumericDate may have a fraction.
  ['to the microsecond', (seconds: number) => seconds - 0.000_123_4],
])(
  'a notice whose issuer tells the time %s ends its session, and counts once',
  async (_how, told) => {
    const session = makeSession({ grants: [makeGrant({ sid: 's-1' })] })
    await sessionStore().create(session, makeIdHash())
    const iat = told(Date.now() / 1000)

    expect(await tell(iat)).toBe(200)
    expect(await sessionStore().read(session.key)).toBeNull()
    expect(await tell(iat)).toBe(400)
  },
)
