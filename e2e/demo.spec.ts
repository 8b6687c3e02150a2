import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { freePort } from '../scripts/port.ts'
import { copyProject } from '../scripts/project-copy.ts'
import { enter, people, signIn } from './fixtures.ts'
import { startScript } from './harness.ts'

// It copies, builds and starts everything.
test.setTimeout(240_000)

test('one command builds and starts everything, says who can sign in, and Ctrl-C stops it', async ({
  browser,
}) => {
  const project = copyProject()
  writeFileSync(
    join(project, '.env.local'),
    'OIDC_ISSUER=https://evil.test\nSESSION_SECRET=short\n',
  )
  const port = await freePort()
  const [sandboxPort, ...bankPorts] = await Promise.all([freePort(), freePort(), freePort()])
  const ports = {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_BANK_PORTS: bankPorts.join(','),
  }
  const url = `http://localhost:${port}`
  const command = [join(project, 'scripts/demo.ts')] as const
  const { child, output } = startScript(command, ports, project)

  try {
    await expect.poll(output, { timeout: 180_000 }).toContain('Ctrl-C stops everything.')
    expect(output()).toContain(`Foyer is ready: ${url}`)
    expect(output()).toContain('all with the password "sandbox"')
    for (const email of Object.values(people)) expect(output()).toContain(email)

    const page = await browser.newPage({ baseURL: url })
    await signIn(page, people.ada)
    await enter(page, 'Larkspur Bank')
    await expect(page.getByText('Local sandbox').first()).toBeVisible()

    const second = startScript(command, ports, project)
    expect(await second.child.ended).toBe(1)
    expect(second.output()).toContain(`Port ${port} is in use. Stop what runs there, or set PORT.`)
  } finally {
    child.process.kill('SIGINT')
  }
  expect(await child.ended).toBe(0)
  await expect(fetch(url)).rejects.toThrow()
  await expect(fetch(`http://127.0.0.1:${ports.SANDBOX_PORT}/people`)).rejects.toThrow()
})
