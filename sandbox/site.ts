import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { accessTokenCheck } from './api/bearer.ts'
import { type Api, serveApi } from './api/serve.ts'
import { Grants } from './authorization/grants.ts'
import { createProvider } from './authorization/provider.ts'
import type { Realm } from './authorization/realm.ts'
import { recordRequests } from './authorization/record.ts'
import { skipNeedlessSignOut } from './authorization/sign-out.ts'
import { SigningKeys } from './authorization/signing-keys.ts'
import { inMemory } from './authorization/storage.ts'
import { recordNotices, signOutEverywhere } from './authorization/tell-apps.ts'
import { answerJson, answerPage } from './http/answer.ts'
import { answerControl, type Orders } from './http/control.ts'
import { answerFailure } from './http/failure.ts'
import { SignInAttempts } from './interactions/attempts.ts'
import { consent } from './interactions/consent.ts'
import { findExchange } from './interactions/exchange.ts'
import { login } from './interactions/login.ts'
import { labOrders } from './lab/arm.ts'
import { disturbApi } from './lab/disturb-api.ts'
import { openLab } from './lab/open.ts'
import { labPages } from './lab/pages.ts'
import { problemPage } from './pages/error.ts'
import { password } from './people.ts'
import { createRequestLog } from './request-log.ts'

/** What stands at one origin: an authorization server, the API behind it, and pages beside. */
export type Site = Readonly<{
  realm: Realm
  api: Api
  apiDelayMs: number
  /** Path -> page. */
  pages: Readonly<Record<string, string>>
  /** What a test or a talk may order at `/control`. */
  orders: Orders
  /** How long a fault of its lab waits for its flow; null: it has no lab. */
  labSeconds: number | null
}>

/** Puts a site behind one HTTP server. */
export async function createSite(place: Site): Promise<Server> {
  const { realm, api, apiDelayMs, pages, orders, labSeconds } = place
  const { origin, issuerPath, apiPath, appUrl } = realm
  const log = createRequestLog()
  const grants = new Grants(realm)
  const attempts = new SignInAttempts()
  const sessions = inMemory()
  const provider = createProvider(realm, grants, sessions)
  recordRequests(provider, log)
  recordNotices(provider, log)
  skipNeedlessSignOut(provider)
  const keys = new SigningKeys(realm.secrets.signingKey)
  const parts = { realm, provider, grants, sessions, keys, orders }
  const lab = labSeconds === null ? null : openLab(parts, labSeconds, log)
  const pagesOfLab = lab ? labPages(lab) : []
  // From here on nothing more can stand around it.
  const authorizationServer = provider.callback()
  const checkAccessToken = accessTokenCheck(realm, provider, keys)
  const answerApi = serveApi({
    api,
    mountedAt: apiPath,
    checkAccessToken,
    delayMs: apiDelayMs,
    log,
  })
  const style = await readFile(join(import.meta.dirname, 'pages/style.css'), 'utf8')

  // Chromium holds the redirect after a form to `form-action` as well, and a form here ends at the app.
  const policy = `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${appUrl}; base-uri 'none'; frame-ancestors 'none'`

  const site = { realm, provider }
  const allOrders: Orders = {
    ...(lab ? labOrders(lab) : orders),
    signOut(who) {
      const person = realm.people.find(({ sub, email }) => sub === who || email === who)
      return person ? () => signOutEverywhere(provider, sessions, person.sub) : null
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-security-policy', policy)
    response.setHeader('x-content-type-options', 'nosniff')
    // Not `no-referrer`: forms would then say that they come from nowhere.
    response.setHeader('referrer-policy', 'same-origin')
    response.setHeader('cache-control', 'no-store')
    // Another name for this machine would have other cookies, or be a trick (DNS rebinding).
    if (`http://${request.headers.host}` !== origin) {
      return answerPage(response, problemPage('Another address', `This is ${origin}.`), 421)
    }

    const { pathname = '', search = '' } = URL.parse(request.url ?? '', origin) ?? {}
    const [, section = '', uid = ''] = pathname.split('/')
    if (pathname.startsWith(`${issuerPath}/`)) {
      return serveIssuer(request, response, pathname.slice(issuerPath.length) + search)
    }
    if (pathname.startsWith(`${apiPath}/`)) {
      const path = pathname.slice(apiPath.length)
      if (lab && (await disturbApi(lab, request, response, path))) return
      return answerApi(request, response, path, search)
    }
    if (section === 'login') {
      return login(await findExchange(site, request, response, 'login', uid), attempts)
    }
    if (section === 'consent') {
      return consent(await findExchange(site, request, response, 'consent', uid), grants)
    }
    if (pathname === '/control') return answerControl(request, response, allOrders)
    const labPage = pagesOfLab.find(({ path }) => path === pathname)
    if (labPage) return void (await labPage.answer(request, response, pagesOfLab))
    servePlain(request, response, pathname)
  }

  function serveIssuer(request: IncomingMessage, response: ServerResponse, path: string) {
    // The engine finds the path it is mounted below by what was cut off.
    Object.assign(request, { originalUrl: `${issuerPath}${path}`, url: path })
    return authorizationServer(request, response)
  }

  function servePlain(request: IncomingMessage, response: ServerResponse, pathname: string) {
    const path = request.method === 'GET' || request.method === 'HEAD' ? pathname : ''
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined
    if (page !== undefined) return answerPage(response, page)
    switch (path) {
      case '/style.css':
        return response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(style)
      case '/people':
        return answerJson(
          response,
          realm.people.map(({ name, email, because }) => ({ name, email, password, because })),
        )
      case '/requests':
        return answerJson(response, log.all())
      case '/.well-known/openid-configuration':
        // Jack Henry's is at the root of the host, whatever the path of the issuer.
        return serveIssuer(request, response, pathname)
      default:
        return answerPage(response, problemPage('Nothing here', 'There is no such page.'), 404)
    }
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => answerFailure(response, error))
  })
}
