import { cpSync, existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { untilItAnswers } from '../scripts/child.ts'
import { freePort } from '../scripts/port.ts'
import { projectFolder } from '../scripts/project-folder.ts'
import { newBrowser } from './browser-client.ts'
import { startApp, startScript, temporaryFolder } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// What an operator sees: which files count, when the app is ready, and how it ends.

let issuer: ScriptedIssuer

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
})

test.beforeEach(() => issuer.reset())
test.afterAll(() => issuer.close())

const configuration = () => issuer.clientEnv

test('npm start reads .env.local and no other file, and paths are relative to the project', async () => {
  const project = copyOfProject('with its build')
  const port = await freePort()
  const url = `http://localhost:${port}`
  writeVariables(join(project, '.env.local'), {
    ...configuration(),
    PORT: port,
    APP_URL: url,
    SESSION_SECRET: 'a-secret-of-thirty-two-characters',
    SESSION_FILE: 'kept/here.db',
    ENVIRONMENT_LABEL: 'Written in .env.local',
    LOG_LEVEL: 'loud',
  })
  for (const name of ['.env', '.env.production', '.env.production.local']) {
    writeVariables(join(project, name), { SESSION_IDLE_SECONDS: 'never', OIDC_LOGOUT_HINT: 'none' })
  }

  const { child } = startScript(
    [join(project, 'scripts/start.ts')],
    { LOG_LEVEL: 'error' },
    temporaryFolder('elsewhere'),
  )
  await untilItAnswers(`${url}/health/ready`, child)
  const page = await (await fetch(url)).text()
  await child.stop()

  expect(page).toContain('Written in .env.local')
  expect(existsSync(join(project, 'kept/here.db'))).toBe(true)
})

test('without a build, the start says what to do', async () => {
  const project = copyOfProject('without a build')

  const { child, output } = startScript([join(project, 'scripts/start.ts')], {
    ...configuration(),
    PORT: String(await freePort()),
    APP_URL: 'https://foyer.test',
    SESSION_SECRET: 'a-secret-of-thirty-two-characters',
  })

  expect(await child.ended).toBe(1)
  expect(output()).toBe('There is no build yet. Run npm run build first.\n')
})

test('while the issuer is down the app is not ready, and it recovers by itself', async () => {
  issuer.script.answer = {
    '/.well-known/openid-configuration': (request) => request.socket.destroy(),
  }
  const app = await startApp({ env: configuration() })
  const browser = newBrowser(app.url)

  const unready = await browser.request('/health/ready')
  expect(unready.status).toBe(503)
  expect(JSON.parse(unready.body)).toEqual({ store: 'ok', issuer: 'unknown' })
  expect((await browser.request('/health/live')).status).toBe(200)
  expect((await browser.request('/')).status).toBe(200)
  const refused = await browser.open('/auth/authorize')
  expect(new URL(refused.url).pathname).toBe('/problem/issuer-unavailable')

  issuer.reset()
  await expect.poll(async () => (await browser.request('/health/ready')).status).toBe(200)
  expect(JSON.parse((await browser.request('/health/ready')).body)).toEqual({
    store: 'ok',
    issuer: 'ok',
  })
  await browser.open('/auth/authorize')
  expect(await browser.session()).toMatchObject({ user: { sub: 'ada' } })

  await app.stop()
})

test('while sessions cannot be kept the app is not ready', async () => {
  const file = join(temporaryFolder('store'), 'file')
  writeFileSync(file, 'in the way')
  const app = await startApp({ env: { ...configuration(), SESSION_FILE: join(file, 'x.db') } })

  const answer = await newBrowser(app.url).request('/health/ready')

  expect(answer.status).toBe(503)
  expect(JSON.parse(answer.body)).toEqual({ store: 'unreachable', issuer: 'ok' })
  await app.stop()
})

test('told to stop, the app is no longer ready, lets a running request finish, and exits with 0', async () => {
  const app = await startApp({ env: configuration() })
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  await browser.open('/auth/authorize?institutionId=larkspur')
  const inquiry = '/api/larkspur/enterprise/ada/accounts/inquiry'
  let release = () => {}
  issuer.script.answer = {
    [inquiry]: (_request, response) => {
      release = () => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ accounts: [], total: 0 }))
      }
    },
  }

  const running = browser.request('/institutions/larkspur/accounts')
  await expect.poll(() => issuer.callsTo(inquiry).length).toBe(1)
  const exitCode = app.stop()
  await expect.poll(async () => (await browser.request('/health/ready')).status).toBe(503)
  release()

  const answer = await running
  expect(answer.status).toBe(200)
  expect(answer.body).toContain('This institution lists no accounts for you.')
  expect(await exitCode).toBe(0)
})

test('told to stop, an app with nothing to do ends at once, open connections or not', async () => {
  const app = await startApp({ env: configuration() })
  await fetch(`${app.url}/health/live`)

  const toldAt = Date.now()

  expect(await app.stop()).toBe(0)
  expect(Date.now() - toldAt).toBeLessThan(3_000)
})

function copyOfProject(build: 'with its build' | 'without a build'): string {
  const copy = temporaryFolder('project')
  for (const name of ['package.json', 'next.config.js', 'lib', 'scripts']) {
    cpSync(join(projectFolder, name), join(copy, name), { recursive: true })
  }
  for (const name of build === 'with its build' ? ['node_modules', '.next'] : ['node_modules']) {
    symlinkSync(join(projectFolder, name), join(copy, name), 'junction')
  }
  return copy
}

function writeVariables(file: string, variables: Record<string, string | number>): void {
  const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"\n`)
  writeFileSync(file, lines.join(''))
}
