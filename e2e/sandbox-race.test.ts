import { expect, test } from 'vitest'
import { freePort } from '../scripts/port.ts'
import { startSandbox } from './sandbox-client.ts'
import { visitSandbox } from './sandbox-visit.ts'

// The app of these tests signs nobody in: what the race says then, and what needs no app.
const { sandbox, folder } = visitSandbox()

type Round = Readonly<{ asked: number; shown: number; tokenRequests: number; renewed: number }>
type Race = Readonly<{
  at: string
  app: Readonly<{ stoppedAt: string; because: string }> | readonly Round[]
  naive: readonly Round[]
}>

const page = () => `${sandbox().origin}/lab/race`

function run(headers: Record<string, string> = {}): Promise<Response> {
  return fetch(page(), { method: 'POST', body: new URLSearchParams(), headers, redirect: 'manual' })
}

async function last(): Promise<Race | null> {
  return (await (await fetch(page(), { headers: { accept: 'application/json' } })).json()).last
}

async function shown(): Promise<string> {
  return (await fetch(page())).text()
}

test('before the first race there is a button, and nothing else', async () => {
  const body = await shown()

  expect(body).toContain('<form method="post" action="/lab/race">')
  expect(body).not.toContain('id="result"')
  expect(await last()).toBeNull()
})

test('a form that another site sent starts no race', async () => {
  const foreign: Record<string, string>[] = [
    { origin: 'http://evil.test' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  const answers = await Promise.all(foreign.map((headers) => run(headers)))

  expect(answers.map(({ status }) => status)).toEqual([403, 403])
  expect(await last()).toBeNull()
})

test('while a fault is armed there is no race, and the page leads to the reset', async () => {
  await sandbox().control({ fault: 'token-endpoint-503' })
  expect((await run()).status).toBe(409)
  const body = await shown()
  expect(body).not.toContain('action="/lab/race"')
  expect(body).toContain('<a href="/lab">Reset the lab</a>')

  await sandbox().control({ reset: true })
  expect(await shown()).toContain('action="/lab/race"')
  expect(await last()).toBeNull()
})

test('a naive client loses its grant: one of fifty gets tokens, and those are dead', async () => {
  const answer = await run()
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/lab/race#result')

  expect((await last())?.naive).toEqual([
    { asked: 50, shown: 0, tokenRequests: 50, renewed: 1 },
    { asked: 50, shown: 0, tokenRequests: 50, renewed: 0 },
  ])
  const body = await shown()
  expect(body).toContain('A naive client, simulated')
  expect(body.split('0 of 50 pages shown, 50 token requests')).toHaveLength(3)
  expect(body.match(/<rect class="renewal in-vain"/g)).toHaveLength(49 + 50 + 1)
})

test('an app that does not sign the visitor in: the page says at which step, and what to do', async () => {
  await run()

  expect((await last())?.app).toEqual({
    stoppedAt: 'Sign in at the app',
    because: expect.stringMatching(/\/auth\/authorize, answered 200\.$/),
  })
  const body = await shown()
  expect(body).toContain('It stopped at: Sign in at the app')
  expect(body).toContain('The race needs an app with Institution Zero')
})

test('an app that is not there is named, and so is what to do', async () => {
  const nowhere = `http://localhost:${await freePort()}`
  const lonely = await startSandbox(nowhere, { SANDBOX_DATA: folder() })
  try {
    const body = await (await fetch(`${lonely.origin}/lab/race`, { method: 'POST' })).text()
    expect(body).toContain('It stopped at: Sign in at the app')
    expect(body).toContain(`${nowhere} does not answer (ECONNREFUSED). Start it`)
    expect(body).toContain('A naive client, simulated')
  } finally {
    await lonely.stop()
  }
})

test('who starts a race while one is under way gets that one', async () => {
  const counted = async () => (await sandbox().requests()).counts['token:refresh_token'] ?? 0
  const before = await counted()

  const answers = await Promise.all([run(), run(), run()])

  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect((await counted()) - before).toBe(100)
})

test('a picture has no words of its own: they are beside it, for every run and every request', async () => {
  await run()
  const body = await shown()

  for (const [picture = ''] of body.matchAll(/<svg class="runs".*?<\/svg>/gs)) {
    expect(picture).not.toContain('<text')
    const id = /aria-labelledby="([\w-]+)"/.exec(picture)?.[1]
    expect(body).toContain(`<figcaption id="${id}">`)
    expect(picture.match(/<rect class="refused"/g)).toHaveLength(50)
  }
  // Two rounds, each with fifty runs and fifty requests.
  expect(body.match(/<tr><td>/g)).toHaveLength(200)
})
