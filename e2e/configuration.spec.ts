import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { variableNames } from '#lib/env.ts'
import { freePort, isListening } from '../scripts/port.ts'
import { startScript } from './harness.ts'

// What `npm start` does with a configuration it cannot work with.

const canary = 'CANARY4be91d'

test('every fault of a configuration is told at once, by name, and no value is', async () => {
  const port = await freePort()
  const wrong: Record<string, string> = {
    APP_URL: `ftp://${canary}.test`,
    SESSION_SECRET: canary,
    SESSION_IDLE_SECONDS: canary,
    SESSION_ABSOLUTE_SECONDS: `-${canary}`,
    OIDC_ISSUER: `http://${canary}.test`,
    OIDC_DISCOVERY_URL: `//${canary}`,
    OIDC_CLIENT_ID: `${canary} with a space`,
    OIDC_CLIENT_KEYS: `{"kty":"EC","d":"${canary}"}`,
    OIDC_CLIENT_ALG: canary,
    OIDC_CLIENT_AUTH: canary,
    OIDC_LOGOUT_HINT: canary,
    OIDC_ASSERTION_AUDIENCE: canary,
    OIDC_SCOPE: canary,
    INSTITUTION_SCOPE: canary,
    INSTITUTION_PARAMETER: `${canary}&x=`,
    INSTITUTION_CLAIM: `${canary} `.repeat(2),
    INSTITUTION_ZERO_ID: `${canary} ${canary}`,
    API_URL: `javascript:${canary}`,
    ENVIRONMENT_LABEL: canary.repeat(10),
    LOG_LEVEL: canary,
  }

  const { exitCode, output, everListened } = await start(port, wrong)

  expect(exitCode).toBe(1)
  expect(everListened).toBe(false)
  for (const name of Object.keys(wrong)) expect(output).toMatch(new RegExp(`^- ${name} `, 'm'))
  expect(output).not.toContain(canary)
  expect(output).not.toMatch(/\bat .+:\d+:\d+/)
})

test('what is missing is told, and what has a default is not', async () => {
  const { exitCode, output } = await start(await freePort(), {})

  expect(exitCode).toBe(1)
  expect(output.match(/(?<=^- )\w+/gm)?.sort()).toEqual([
    'API_URL',
    'APP_URL',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'OIDC_ISSUER',
    'SESSION_SECRET',
  ])
})

test('a secret whose file cannot be read, or that is given twice, is told by name', async () => {
  const { exitCode, output } = await start(await freePort(), {
    ...right,
    SESSION_SECRET: '',
    SESSION_SECRET_FILE: `/nowhere/${canary}`,
    OIDC_CLIENT_SECRET_FILE: `/nowhere/${canary}`,
  })

  expect(exitCode).toBe(1)
  expect(output).toContain('- SESSION_SECRET_FILE should be the path of a file that can be read')
  expect(output).toContain('- OIDC_CLIENT_SECRET and OIDC_CLIENT_SECRET_FILE are both set')
  expect(output).not.toContain(canary)
})

test('a port that is taken is an error that says so', async () => {
  const port = await freePort()
  const neighbour = createServer().listen(port)
  await once(neighbour, 'listening')

  const { exitCode, output } = await start(port, right)
  neighbour.close()

  expect(exitCode).toBe(1)
  expect(output).toContain(`Port ${port} is in use. Stop what runs there, or set PORT.`)
  expect(output).not.toMatch(/EADDRINUSE|\bat .+:\d+:\d+/)
})

test('what does not fit together is told', async () => {
  const keys = await start(await freePort(), { ...right, OIDC_CLIENT_AUTH: 'private_key_jwt' })

  expect(keys.exitCode).toBe(1)
  expect(keys.output).toContain('- OIDC_CLIENT_AUTH does not fit')
})

const right = {
  APP_URL: 'https://foyer.test',
  SESSION_SECRET: 'a-secret-of-thirty-two-characters',
  OIDC_ISSUER: 'https://issuer.test',
  OIDC_CLIENT_ID: 'foyer',
  OIDC_CLIENT_SECRET: 'a-secret',
  API_URL: 'https://api.test',
}

/** Set to nothing, so that a `.env.local` of whoever works here does not fill them in. */
const nothing = Object.fromEntries(
  variableNames.flatMap((name) => [name, `${name}_FILE`]).map((name) => [name, '']),
)

/** Runs until it ends by itself, and looks all the time whether it listens. */
async function start(port: number, env: Record<string, string>) {
  const { child, output } = startScript(['scripts/start.ts'], {
    ...nothing,
    PORT: String(port),
    ...env,
  })
  let everListened = false
  while (child.process.exitCode === null) {
    everListened ||= await isListening(port)
    await wait(20)
  }
  return { exitCode: await child.ended, output: output(), everListened }
}
