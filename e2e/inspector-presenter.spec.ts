import { readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Page } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { expect, people, signIn, test } from './fixtures.ts'
import { startApp } from './harness.ts'
import { startScriptedIssuer } from './scripted-issuer.ts'

// What somebody does who shows the inspector to two hundred people.

test.use({ appEnv: { FLOW_INSPECTOR: 'on' } })

const formPost = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } } as const

const post = (browser: ReturnType<typeof newBrowser>, path: string, form = {}) =>
  browser.request(path, { ...formPost, form })

test('a redirect waits for the presenter, is seen waiting, and goes on at a key', async ({
  page,
  context,
  app,
}) => {
  await page.goto('/inspector?presenter')
  await expect(page.getByText('live')).toBeVisible()
  await page.keyboard.press('h')
  await expect(page.getByText('Holding.')).toBeVisible()

  const audience = await context.newPage()
  const arrival = audience.goto('/auth/authorize')
  await expect(page.getByText('is about to send the browser to')).toContainText('127.0.0.1')
  expect(audience.url()).toBe('about:blank')

  await page.keyboard.press('g')
  await arrival
  expect(audience.url()).not.toContain(app.url)
  // The page is another one now: keys are heard once it is live.
  await expect(page.getByText('is about to send the browser to')).toBeHidden()
  await expect(page.getByText('live')).toBeVisible()

  await page.keyboard.press('h')
  await expect(page.getByText('Holding.')).toBeHidden()
  await audience.goto('/auth/authorize')
  expect(audience.url()).not.toContain(app.url)
})

test('a flow grows in one tab while it runs in another', async ({ page, context }) => {
  await page.goto('/inspector')
  await expect(page.getByText('Nothing has happened yet')).toBeVisible()

  await signIn(await context.newPage(), people.ben)

  await expect(page.getByRole('link', { name: 'Sign-in' })).toContainText('completed')
})

test('a presenter gets along with the keyboard alone', async ({ page }) => {
  await signIn(page, people.ben)
  await page.goto('/inspector')
  const before = await fontSize(page)
  await page.getByRole('link', { name: 'Presenter mode' }).press('Enter')
  await expect(page).toHaveURL(/\?presenter/)
  expect(await fontSize(page)).toBe(before * 1.5)
  await expect(page.getByText('live')).toBeVisible()

  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/\/inspector\/[\w-]+\?presenter/)
  await page.keyboard.press('n')
  await expect(page).toHaveURL(/\/inspector\/[\w-]+\/1\?presenter/)
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/\/2\?presenter/)
  await page.keyboard.press('p')
  await expect(page).toHaveURL(/\/1\?presenter/)

  await page.keyboard.press('?')
  await expect(page.getByText('let what is held go on')).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByText('Forget every flow')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing has happened yet')).toBeVisible()
  await expect(page).toHaveURL(/\/inspector\?presenter/)
})

test('without scripts, plain forms do the same', async ({ app }) => {
  const browser = newBrowser(app.url)
  const page = async () => (await browser.request('/inspector?presenter')).body
  const submit = async (action: string) => {
    const answer = await post(browser, action, fieldsIn(await page(), action))
    expect([action, answer.location]).toEqual([action, `${app.url}/inspector?presenter`])
  }

  await submit('/inspector/hold')
  expect(await page()).toContain('Holding.')
  const arrival = browser.request('/auth/authorize')
  await expect.poll(page).toContain('action="/inspector/go-on"')
  await submit('/inspector/go-on')
  expect((await arrival).status).toBe(303)

  await submit('/inspector/clean-slate')
  expect(await page()).toContain('Nothing has happened yet')
  expect(await page()).not.toContain('Holding.')
})

test('one browser lets nothing of another go on, and forgets nothing of it', async ({ app }) => {
  const [ada, eve] = [newBrowser(app.url), newBrowser(app.url)]
  await ada.request('/inspector')
  await post(ada, '/inspector/hold', { hold: 'on' })
  let isThere = false
  const arrival = ada.request('/auth/authorize').then((answer) => {
    isThere = true
    return answer
  })
  const flowId = async () =>
    /name="flowId" value="([\w-]+)"/.exec((await ada.request('/inspector')).body)?.[1]
  await expect.poll(flowId).toBeDefined()

  const id = (await flowId()) ?? ''
  await post(eve, '/inspector/go-on', { flowId: id })
  await post(eve, '/inspector/hold', { hold: 'off' })
  await post(eve, '/inspector/clean-slate')
  for (const file of ['har', 'markdown']) {
    expect((await eve.request(`/inspector/${id}/${file}`)).status).toBe(404)
  }
  expect(await flowId()).toBe(id)
  expect(isThere).toBe(false)

  await post(ada, '/inspector/hold', { hold: 'off' })
  expect((await arrival).status).toBe(303)
})

test('a page elsewhere holds nothing, and leads nowhere', async ({ app }) => {
  const browser = newBrowser(app.url)
  const headers = { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' }
  for (const path of ['hold', 'go-on', 'clean-slate']) {
    const answer = await browser.request(`/inspector/${path}`, {
      method: 'POST',
      headers,
      form: {},
    })
    expect([path, answer.status]).toEqual([path, 403])
  }

  for (const returnTo of [
    'https://elsewhere.test',
    '//elsewhere.test',
    '/auth/logout',
    '/inspector/../auth',
  ]) {
    const answer = await post(browser, '/inspector/hold', { hold: 'off', returnTo })
    expect([returnTo, answer.location]).toEqual([returnTo, `${app.url}/inspector`])
  }
})

test('a flow is a file, for a document and for the network panel', async ({ page, app }) => {
  await signIn(page, people.ben)
  await page.goto('/inspector')
  await page.getByRole('link', { name: 'Sign-in' }).click()
  await expect(page).toHaveURL(/\/inspector\/[\w-]+$/)

  for (const [name, holds] of [
    ['Markdown', 'sequenceDiagram'],
    ['HAR', '"version": "1.2"'],
  ] as const) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^sign-in-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.(md|har)$/)
    const text = readFileSync(await file.path(), 'utf8')
    expect(text).toContain(holds)
    expect(text).toContain(app.url)
  }
})

test('only a page of this app may listen, four times at once, and of its own browser', async ({
  app,
}) => {
  const [ada, eve] = [newBrowser(app.url), newBrowser(app.url)]
  await ada.request('/inspector')
  await eve.request('/inspector')
  const cookie = ada.cookieHeader()
  const elsewhere = await listen(app.url, { cookie, 'sec-fetch-site': 'cross-site' })
  expect(elsewhere.response.statusCode).toBe(403)

  const streams = [1, 2, 3, 4].map(() => listen(app.url, { cookie }))
  const [first] = await Promise.all(streams)
  expect((await listen(app.url, { cookie })).response.statusCode).toBe(429)
  expect(first?.response.headers).toMatchObject({
    ...{ 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform' },
  })

  await eve.request('/auth/authorize')
  await ada.request('/auth/authorize')
  await expect.poll(() => first?.heard()).toMatch(/event: change\ndata: [\w-]+\n\n/)
  const [eveFlow] = /\/inspector\/([\w-]{12})/.exec((await eve.request('/inspector')).body) ?? []
  expect(eveFlow).toBeDefined()
  expect(first?.heard()).not.toContain(String(eveFlow).split('/').at(-1))

  for (const stream of streams) (await stream).response.destroy()
  const again = async () => {
    const stream = await listen(app.url, { cookie })
    stream.response.destroy()
    return stream.response.statusCode
  }
  await expect.poll(again).toBe(200)
})

test('an app that somebody listens to stops all the same', async () => {
  const issuer = await startScriptedIssuer()
  const other = await startApp({ env: { ...issuer.clientEnv, FLOW_INSPECTOR: 'on' } })
  const browser = newBrowser(other.url)
  await browser.request('/inspector')
  await post(browser, '/inspector/hold', { hold: 'on' })
  const stream = await listen(other.url, { cookie: browser.cookieHeader() })
  const held = browser.request('/auth/authorize')
  await expect.poll(() => stream.heard()).toContain('event: change')

  const toldAt = performance.now()
  expect(await other.stop()).toBe(0)
  expect(performance.now() - toldAt).toBeLessThan(5_000)
  expect((await held).status).toBe(303)
  await issuer.close()
})

test('where nothing is recorded, there is none of it', async () => {
  const issuer = await startScriptedIssuer()
  const off = await startApp({ env: issuer.clientEnv })
  const browser = newBrowser(off.url)
  for (const path of ['', '/stream', '/abc/har', '/abc/markdown']) {
    expect([path, (await browser.request(`/inspector${path}`)).status]).toEqual([path, 404])
  }
  for (const path of ['hold', 'go-on', 'clean-slate']) {
    expect([path, (await post(browser, `/inspector/${path}`)).status]).toEqual([path, 404])
  }
  expect(browser.jar.size).toBe(0)
  await off.stop()
  await issuer.close()
})

/** What a form would send. */
function fieldsIn(body: string, action: string): Record<string, string> {
  const [, form = ''] = body.split(`action="${action}"`)
  const [own = ''] = form.split('</form>')
  const fields = own.matchAll(/name="(\w+)" value="([^"]*)"/g)
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]))
}

function fontSize(page: Page): Promise<number> {
  return page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
}

/** A stream that stays open, with what it said so far. */
async function listen(appUrl: string, headers: Record<string, string>) {
  const parts: string[] = []
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(`${appUrl}/inspector/stream`, { headers, agent: false }, resolve)
      .on('error', reject)
      .end()
  })
  response.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  response.on('error', () => {})
  return { response, heard: () => parts.join('') }
}
