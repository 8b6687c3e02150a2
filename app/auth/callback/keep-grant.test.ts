import { beforeEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import { personMark } from '#lib/session/session-marks.ts'
import { sessionStore } from '#lib/session/session-store.ts'
import type { SessionStore } from '#lib/session/store.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { Browser } from '#lib/session/testing/browser.ts'
import { makeGrant } from '#lib/session/testing/make.ts'
import { keepGrant } from './keep-grant.ts'

const { revoked } = vi.hoisted(() => ({ revoked: [] as string[] }))
vi.mock('#lib/oauth/revoke.ts', () => ({
  revokeRefreshToken: async (_registration: unknown, token: string) => revoked.push(token),
}))

let browser = new Browser()
vi.mock('next/headers', () => ({
  cookies: async () => browser,
  headers: async () => new Headers(),
}))

/** Fails before its work, or when that is done and only the answer is lost. */
let broken: { method: keyof SessionStore; isDone: boolean } | null = null
vi.mock('#lib/session/session-store.ts', async (actual) => {
  const { sessionStore } = await actual<typeof import('#lib/session/session-store.ts')>()
  const get =
    (store: SessionStore, name: keyof SessionStore) =>
    async (...given: unknown[]) => {
      if (broken?.method !== name) return Reflect.apply(store[name], store, given)
      if (broken.isDone) await Reflect.apply(store[name], store, given)
      throw new FlowError('store-unavailable', 'scripted')
    }
  return { sessionStore: () => new Proxy(sessionStore(), { get }) }
})

beforeEach(() => {
  startApp()
  browser = new Browser()
  broken = null
  revoked.length = 0
})

test.each([
  ['whether its issuer told of a logout', { method: 'noted', isDone: false }],
  ['that it was stored', { method: 'create', isDone: true }],
] as const)(
  'a sign-in of which the store cannot say %s leaves no session',
  async (_what, fault) => {
    const grant = makeGrant({ claims: { nonce: 'n-1' } })

    broken = fault
    await expect(keepGrant(grant, null, Date.now())).rejects.toMatchObject({
      code: 'store-unavailable',
    })
    broken = null

    expect(await sessionStore().keysMarked(personMark(grant.issuer, grant.subject))).toEqual([])
    expect(revoked).toEqual([grant.refreshToken])
  },
)
