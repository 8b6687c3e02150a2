import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { freePorts } from '../scripts/port.ts'
import { copyProject } from '../scripts/project-copy.ts'
import { banks } from '../scripts/sandbox-institutions.ts'
import { answerSandbox, enterOnPages, people, signInOnPages } from './fixtures.ts'
import { startScript } from './harness.ts'

// It copies, builds and starts everything.
test.setTimeout(240_000)

let project: string

test.beforeAll(() => {
  project = copyProject()
  writeFileSync(
    join(project, '.env.local'),
    'OIDC_ISSUER=https://evil.test\nSESSION_SECRET=short\n',
  )
})

test('one command builds and starts everything, says who can sign in, and Ctrl-C stops it', async ({
  browser,
}) => {
  const { ports, url } = await freePlace()
  const command = [join(project, 'scripts/demo.ts')] as const
  const { child, output } = startScript(command, ports, project)

  try {
    await expect.poll(output, { timeout: 180_000 }).toContain('Ctrl-C stops everything.')
    expect(output()).toContain(`Foyer is ready: ${url}`)
    expect(output()).toContain('all with the password "sandbox"')
    for (const email of Object.values(people)) expect(output()).toContain(email)
    for (const invited of addressesIn(output())) expect((await fetch(invited)).status).toBe(200)
    expect(addressesIn(output())).toContain(`${url}/inspector`)
    expect(addressesIn(output())).toContain(`http://127.0.0.1:${ports.SANDBOX_PORT}/lab`)

    const page = await browser.newPage({ baseURL: url })
    await signInOnPages(page, people.ada)
    await enterOnPages(page, 'Larkspur Bank')
    await expect(page.getByText('Local sandbox').first()).toBeVisible()

    const second = startScript(command, ports, project)
    expect(await second.child.ended).toBe(1)
    expect(second.output()).toContain(
      `Port ${ports.PORT} is in use. Stop what runs there, or set PORT.`,
    )
  } finally {
    child.process.kill('SIGINT')
  }
  expect(await child.ended).toBe(0)
  await expect(fetch(url)).rejects.toThrow()
  await expect(fetch(`http://127.0.0.1:${ports.SANDBOX_PORT}/people`)).rejects.toThrow()
})

test('with --profile consumer it plays banks, and says who is a customer of which', async ({
  browser,
}) => {
  const { ports, url } = await freePlace()
  const command = [join(project, 'scripts/demo.ts'), '--profile', 'consumer'] as const
  const { child, output } = startScript(command, ports, project)

  try {
    await expect.poll(output, { timeout: 180_000 }).toContain('Ctrl-C stops everything.')
    expect(output()).toContain('Profile consumer:')
    for (const { name } of banks) expect(output()).toContain(`at ${name}`)
    expect(output()).toContain(people.sam)
    expect(output()).not.toContain(people.noor)

    const page = await browser.newPage({ baseURL: url })
    await page.goto('/')
    await page.getByRole('link', { name: `Enter ${banks[1].name}` }).click()
    await answerSandbox(page, people.sam)
    await expect(page.getByRole('banner')).toContainText(banks[1].name)
  } finally {
    child.process.kill('SIGINT')
  }
  expect(await child.ended).toBe(0)
})

function addressesIn(output: string): string[] {
  return output.match(/http:[^\s;,]+[^\s;,.]/g) ?? []
}

test('stopped while it builds, it leaves nothing running', async () => {
  const { ports, url } = await freePlace()
  const { child, output } = startScript([join(project, 'scripts/demo.ts')], ports, project)
  await expect.poll(output).toContain('Building the app')

  child.process.kill('SIGINT')

  expect(await child.ended).toBe(0)
  expect(output()).not.toContain('Starting')
  await expect(fetch(url)).rejects.toThrow()
  await expect(fetch(`http://127.0.0.1:${ports.SANDBOX_PORT}/people`)).rejects.toThrow()
})

async function freePlace() {
  const [port, sandboxPort, ...bankPorts] = await freePorts(4)
  const ports = {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_BANK_PORTS: bankPorts.join(','),
  }
  return { ports, url: `http://localhost:${port}` }
}
