import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sessionStore } from './session-store.ts'
import { startApp } from './testing/app.ts'

test('sessions are in a file', async () => {
  const { sessionFile } = startApp()

  await sessionStore().check()

  expect(existsSync(sessionFile)).toBe(true)
  await sessionStore().close()
})

test('with a REDIS_URL they are in Redis, and in no file even while it is away', async () => {
  const { sessionFile } = startApp({ REDIS_URL: 'redis://127.0.0.1:1' })

  await expect(sessionStore().check()).rejects.toMatchObject({ code: 'store-unavailable' })

  expect(existsSync(sessionFile)).toBe(false)
  await sessionStore().close()
})
