import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { APIRequestContext } from '@playwright/test'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import { larkspur } from './institutions.ts'

test.use({ sandboxEnv: { SANDBOX_CLIENT_KEYS_SECONDS: '1' } })

const run = promisify(execFile)

type Key = { kid: string; d?: string }

async function publishedKids(request: APIRequestContext): Promise<string[]> {
  const { keys: published } = await (await request.get('/.well-known/jwks.json')).json()
  expect(published.some((key: Key) => 'd' in key)).toBe(false)
  // The last is the service account's, which stays.
  return published.map(({ kid }: Key) => kid).slice(0, -1)
}

/** Enters an institution again and again, which asks the server for tokens with a new assertion each time. */
function enterAgainAndAgain(request: APIRequestContext) {
  const refused: string[] = []
  let entered = 0
  let isOver = false

  async function goOn(): Promise<void> {
    while (!isOver) {
      const query = new URLSearchParams({ institutionId: larkspur, returnTo: '/health/live' })
      const answer = await request.get(`/auth/authorize?${query}`)
      if (answer.url().endsWith('/health/live')) entered += 1
      else refused.push(answer.url())
    }
  }
  const running = Promise.all([goOn(), goOn(), goOn()])

  return {
    refused,
    /** Until the server has believed so many more assertions, and had to read the keys anew for some. */
    async believed(more = 6): Promise<void> {
      const [from, since] = [entered, Date.now()]
      await expect
        .poll(() => entered - from >= more && Date.now() - since > 2_000, { timeout: 30_000 })
        .toBe(true)
    },
    async stop(): Promise<void> {
      isOver = true
      await running
    },
  }
}

test('keys rotate under load, and no request fails', async ({ page, keysFile }) => {
  test.setTimeout(180_000)
  const keys = (step: string) =>
    run(process.execPath, ['scripts/keys.ts', step, '--file', keysFile])
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const [old] = await publishedKids(page.request)
  const load = enterAgainAndAgain(page.request)
  await load.believed()

  await keys('new')
  await load.believed()
  const [, next] = await publishedKids(page.request)
  await keys('promote')
  await load.believed()
  expect(await publishedKids(page.request)).toEqual([next, old])
  await keys('retire')
  await load.believed()
  await load.stop()

  expect(await publishedKids(page.request)).toEqual([next])
  expect(load.refused).toEqual([])
})
