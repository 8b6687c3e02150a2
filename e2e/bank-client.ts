import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { expect } from 'vitest'
import { type Browser, newBrowser } from './sandbox-browser.ts'
import {
  type App,
  authorizationRequest,
  postForm,
  type Sandbox,
  startApp,
  startSandbox,
  type TokenAnswer,
} from './sandbox-client.ts'

const auth = 'https://api.banno.com/consumer/auth'
export const offlineScope = `${auth}/offline_access`
export const accountsScope = `${auth}/accounts.readonly`
export const transactionsScope = `${auth}/transactions.detail.readonly`
export const profileScope = `${auth}/user.profile.readonly`
export const everyScope = [
  ...['openid', 'profile', 'email'],
  ...[offlineScope, accountsScope, transactionsScope, profileScope],
].join(' ')

export const institutionClaim = 'https://api.banno.com/consumer/claim/institution_id'

type Ask = Record<string, string | null>

/** A consumer bank of the sandbox, as the app would use it. */
function bankOf(sandbox: Sandbox, app: App, name: 'marram' | 'quince') {
  const origin = sandbox.bankOrigins[name === 'marram' ? 0 : 1] ?? ''
  const api = `${origin}/a/consumer/api/v0`
  const issuer = `${api}/oidc`
  const tokenEndpoint = `${issuer}/token`
  const clientId = `foyer-${name}`

  async function post(endpoint: string, form: Record<string, string>): Promise<TokenAnswer> {
    return postForm(endpoint, {
      ...form,
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await app.assertion(tokenEndpoint, { iss: clientId, sub: clientId }),
    })
  }

  /** Opens the authorization endpoint, and signs in where a login page comes. */
  async function arrive(browser: Browser, email: string, ask: Ask = {}) {
    const changes = { client_id: clientId, scope: everyScope, ...ask }
    const { url, verifier } = authorizationRequest({ issuer }, app, changes)
    const page = await browser.open(url)
    if (!page.url.pathname.startsWith('/login/')) return { page, verifier, url }
    return { page: await browser.submit(page, { email, password: 'sandbox' }), verifier, url }
  }

  return {
    ...{ origin, issuer, tokenEndpoint, api, clientId, post, arrive },
    async requests(): Promise<{ counts: Record<string, number>; requests: unknown[] }> {
      return (await fetch(`${origin}/requests`)).json()
    },
    /** The whole flow of somebody who allows everything, but for what they untick. */
    async grantFor(
      email: string,
      ask: Ask = {},
      browser = newBrowser(origin),
      unticked: readonly string[] = [],
    ) {
      const { page, verifier } = await arrive(browser, email, ask)
      const isConsent = page.url.pathname.startsWith('/consent/')
      const { url } = isConsent
        ? await browser.submit(page, { answer: 'allow' }, {}, unticked)
        : page
      expect(url.searchParams.get('iss')).toBe(issuer)
      const tokens = await post(tokenEndpoint, {
        grant_type: 'authorization_code',
        code: url.searchParams.get('code') ?? '',
        code_verifier: verifier,
        redirect_uri: app.redirectUri,
      })
      expect(tokens.status).toBe(200)
      return tokens
    },
    refresh: (token: string) =>
      post(tokenEndpoint, { grant_type: 'refresh_token', refresh_token: token }),
    call(accessToken: string, path: string, init: RequestInit = {}): Promise<Response> {
      return fetch(api + path, { ...init, headers: { authorization: `Bearer ${accessToken}` } })
    },
    /** Says how the next task goes. */
    order: (orders: Record<string, unknown>) => sandbox.control(orders, origin),
  }
}

export type Bank = ReturnType<typeof bankOf>

/** Both banks, the app they know, and all that has to go again. */
export async function startBanks(environment: Record<string, string> = {}) {
  const app = await startApp()
  const data = await mkdtemp(join(tmpdir(), 'sandbox-'))
  const sandbox = await startSandbox(app.url, { SANDBOX_DATA: data, ...environment })
  return {
    ...{ app, data, sandbox },
    marram: bankOf(sandbox, app, 'marram'),
    quince: bankOf(sandbox, app, 'quince'),
    async stop(): Promise<void> {
      await sandbox.stop()
      app.stop()
      await rm(data, { recursive: true })
    },
  }
}

/** The path of a token's own person. */
export function ownPath(accessToken: string): string {
  return `/users/${decodeJwt(accessToken).sub}`
}
