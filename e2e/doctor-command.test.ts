import { exec } from 'node:child_process'
import { relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { examine, newFolder, runDoctor, startKeyServer, writeSecret } from './doctor-client.ts'
import { json, page, startServer } from './doctor-server.ts'

const emptyFile = writeSecret(newFolder(), 'empty.env', '')
const ended: (() => unknown)[] = []
afterAll(() => Promise.all(ended.map((end) => end())))

test('--help names every check, the options and the exit codes', async () => {
  const { exitCode, stdout } = await runDoctor({}, '--help')
  const { report } = await examine({}, '--offline')

  expect(exitCode).toBe(0)
  expect(report.findings.length).toBeGreaterThan(20)
  for (const { check } of report.findings) expect(stdout).toContain(`\n  ${check} `)
  expect(stdout).toContain('--env-file PATH')
  expect(stdout).toContain('Exit code 0')
})

test.each([
  ['an option that does not exist', ['--loud']],
  ['a word too many', ['everything']],
  ['a file that is not there', ['--env-file', '/nowhere/.env']],
])('%s is not understood', async (_what, args) => {
  const { exitCode, stdout, stderr } = await runDoctor({}, ...args)

  expect(exitCode).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/\w/)
})

test('an institution that is not configured is not understood; one that is, is examined alone', async () => {
  const { issuer, variables } = await startServer()
  ended.push(issuer.close)
  const entry = { institutionId: 'b', name: 'Bank B', clientId: 'b', clientSecretEnv: 'B_SECRET' }
  const env = {
    ...variables,
    INSTITUTION_DIRECTORY: 'file',
    INSTITUTIONS_FILE: writeSecret(newFolder(), 'banks.json', JSON.stringify([entry])),
    B_SECRET: 'a-secret-of-good-length',
  }

  const unknown = await runDoctor(env, '--institution', 'nowhere', '--env-file', emptyFile)
  const known = await runDoctor(env, '--institution', 'b', '--env-file', emptyFile)

  expect(unknown.exitCode).toBe(2)
  expect(unknown.stderr).toContain('--institution')
  expect(known.stdout).toContain('client b: ')
  expect(known.stdout).not.toContain('client foyer: ')
})

test('the environment wins over the file, and the file fills the gaps', async () => {
  const file = writeSecret(
    newFolder(),
    'some.env',
    'APP_URL=https://in-the-file.test\nSESSION_SECRET=short\nOIDC_ISSUER=https://login.test\n',
  )
  const { stdout } = await runDoctor(
    {
      ...{ APP_URL: 'https://in-the-environment.test', OIDC_CLIENT_ID: 'foyer' },
      ...{ OIDC_CLIENT_SECRET: 'a-secret-of-good-length', API_URL: 'https://api.test' },
    },
    ...['--offline', '--env-file', file],
  )

  expect(stdout).toContain('SESSION_SECRET should be')
  expect(stdout).toContain('register exactly https://in-the-environment.test/auth/callback')
  expect(stdout).not.toContain('in-the-file')
})

test('npm run doctor takes a path as it was meant where it was typed', async () => {
  const typedIn = 'docs'
  const file = writeSecret(newFolder(), 'typed.env', 'APP_URL=https://typed.test\n')
  const options = `--offline --env-file ${relative(typedIn, file)}`

  const said = await new Promise<string>((resolve) => {
    exec(`npm run --silent doctor -- ${options}`, { cwd: typedIn }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    )
  })

  expect(said).toContain(`${file}: for the owner alone`)
})

test('a person reads words, without colours where there is no terminal', async () => {
  const { issuer, variables } = await startServer({ end_session_endpoint: undefined })
  ended.push(issuer.close)

  const { stdout } = await runDoctor(variables, '--env-file', emptyFile)

  expect(stdout).toMatch(/^warning +sign-out/m)
  expect(stdout).toMatch(/^ +Why: /m)
  expect(stdout).toMatch(/^ +Do: +/m)
  expect(stdout).toMatch(/0 faults, 1 warning, \d+ ok, \d+ skipped\. It should work/)
  expect(stdout).not.toContain('\u001b')
})

const canary = 'CANARY5d0e7a41c9'

test('no secret, key, assertion or token is shown, whoever repeats it', async () => {
  const app = await startKeyServer()
  const shout = async (variables: Record<string, string>) => {
    const server = await startServer({
      scopes_supported: [canary],
      token_endpoint_auth_methods_supported: [canary],
      issuer: `https://${canary}.test`,
    })
    ended.push(server.issuer.close)
    server.issuer.script.answer = {
      '/token': (_request, response) => {
        const sent = server.issuer.calls.at(-1)?.text ?? ''
        const heard = `${sent} ${canary} ${[...server.issuer.secrets].join(' ')}`
        json(400, { error: heard.slice(-40), error_description: heard })(response)
      },
      '/auth': (request, response) =>
        page(400, `invalid_request ${request.url} ${canary}`)(response),
    }
    const env = { ...server.variables, ...variables }
    const [text, data] = await Promise.all([
      runDoctor(env, '--env-file', emptyFile),
      runDoctor(env, '--env-file', emptyFile, '--json'),
    ])
    return { seen: text.stdout + text.stderr + data.stdout, server }
  }
  ended.push(app.stop)

  const bySecret = await shout({
    SESSION_SECRET: `${canary}-session-secret-of-some-length`,
    OIDC_CLIENT_SECRET: `${canary}-client-secret`,
  })
  const byKey = await shout({ ...app.clientEnv, SESSION_SECRET: `${canary}${canary}${canary}` })

  // The check can fail: the secrets were sent, and repeated.
  expect(bySecret.server.issuer.secrets.size).toBeGreaterThan(1)
  expect(byKey.server.issuer.secrets.size).toBeGreaterThan(1)
  for (const { seen, server } of [bySecret, byKey]) {
    expect(seen).toContain('client-proof')
    expect(seen).not.toContain(canary)
    expect(seen).not.toContain(app.jwk.d)
    for (const secret of server.issuer.secrets) expect(seen).not.toContain(secret)
    expect(seen).not.toMatch(/eyJ[\w-]+\./)
  }
})
