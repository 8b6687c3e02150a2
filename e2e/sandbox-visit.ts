import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect } from 'vitest'
import { type Browser, newBrowser, type Page } from './sandbox-browser.ts'
import {
  type App,
  authorizationRequest,
  postAsApp,
  readScope,
  type Sandbox,
  signInScope,
  startApp,
  startSandbox,
  type TokenAnswer,
} from './sandbox-client.ts'

export { harborAndVale, juniper, larkspur } from './institutions.ts'

export const institutionZero = '00000000-0000-4000-8000-000000000000'
export const accountScope = `${signInScope} ${readScope}`

/** Parameters of an authorization request over the usual ones; null leaves one out. */
export type Ask = Record<string, string | null>

/** A sandbox and an app for the tests of one file, and what visitors do there. */
export function visitSandbox(environment: Record<string, string> = {}) {
  let app: App
  let sandbox: Sandbox
  let folder: string

  beforeAll(async () => {
    app = await startApp()
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
    sandbox = await startSandbox(app.url, { SANDBOX_DATA: folder, ...environment })
  })

  afterAll(async () => {
    await sandbox.stop()
    app.stop()
    await rm(folder, { recursive: true })
  })

  /** Opens the authorization endpoint, and signs in where a login page comes. */
  async function arrive(browser: Browser, email: string, ask: Ask = {}) {
    const { url, verifier } = authorizationRequest(sandbox, app, ask)
    let page = await browser.open(url)
    if (isAt(page, 'login')) page = await browser.submit(page, { email, password: 'sandbox' })
    if (page.body.includes('Enter your code')) page = await browser.submit(page, { code: '246810' })
    return { page, verifier, url }
  }

  /** The whole front channel: signed in, allowed, and back at the app. */
  async function authorize(
    browser: Browser,
    email: string,
    ask: Ask = {},
    unticked: readonly string[] = [],
  ) {
    const arrived = await arrive(browser, email, ask)
    const { page } = arrived
    const last = isAt(page, 'consent')
      ? await browser.submit(page, { answer: 'allow' }, {}, unticked)
      : page
    expect(last.url.origin).toBe(app.url)
    return { ...arrived, answer: last.url.searchParams }
  }

  async function grantFor(
    email: string,
    ask: Ask = {},
    browser: Browser = newBrowser(sandbox.origin),
    unticked: readonly string[] = [],
  ): Promise<TokenAnswer> {
    const { answer, verifier } = await authorize(browser, email, ask, unticked)
    const tokens = await exchange(answer.get('code') ?? '', verifier, ask.client_id ?? undefined)
    expect(tokens.status).toBe(200)
    return tokens
  }

  function exchange(code: string, verifier: string, clientId?: string): Promise<TokenAnswer> {
    const form = { grant_type: 'authorization_code', code, code_verifier: verifier }
    return asApp({ ...form, redirect_uri: app.redirectUri }, clientId)
  }

  function refresh(token: string, clientId?: string): Promise<TokenAnswer> {
    return asApp({ grant_type: 'refresh_token', refresh_token: token }, clientId)
  }

  function asApp(form: Record<string, string>, clientId?: string): Promise<TokenAnswer> {
    return postAsApp(sandbox, app, sandbox.tokenEndpoint, form, clientId)
  }

  function isAt({ url }: Page, section: string): boolean {
    return url.origin === sandbox.origin && url.pathname.startsWith(`/${section}/`)
  }

  function api(accessToken: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      ...init.headers,
    }
    return fetch(`${sandbox.api}${path}`, { ...init, headers })
  }

  function inquire(tokens: TokenAnswer, body: unknown = {}): Promise<Response> {
    const path = `${accountsPath(tokens)}/inquiry`
    return api(tokens.access_token, path, { method: 'POST', body: JSON.stringify(body) })
  }

  return {
    app: () => app,
    sandbox: () => sandbox,
    folder: () => folder,
    newBrowser: () => newBrowser(sandbox.origin),
    arrive,
    authorize,
    grantFor,
    exchange,
    refresh,
    isAt,
    api,
    inquire,
  }
}

/** The path of somebody's accounts at the institution of a token. */
export function accountsPath({ access_token }: TokenAnswer): string {
  const { institutionId, sub } = decodeJwt(access_token)
  return `/${institutionId}/enterprise/${sub}/accounts`
}
