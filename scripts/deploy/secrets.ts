import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from '../project-folder.ts'
import { sandboxEnvironment } from '../sandbox-environment.ts'
import { selfSignedCertificate } from './certificate.ts'

/**
 * Makes what compose.yaml hands over as secrets, each in a file of its own. What is there already stays.
 *
 * @returns the variables of the app, as the sandbox needs them
 */
export async function makeSecrets(folder: string): Promise<Record<string, string>> {
  const appUrl = 'https://localhost:8443'
  const variables = await sandboxEnvironment({
    appUrl,
    sandboxUrl: 'http://127.0.0.1:4400',
    folder,
  })
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

  if (!existsSync(join(folder, 'tls-certificate'))) {
    const { certificate, key } = selfSignedCertificate()
    write('tls-key', key)
    write('tls-certificate', certificate)
  }
  if (!existsSync(join(folder, 'redis-url'))) {
    const password = randomBytes(32).toString('base64url')
    write('valkey-users', valkeyUsers(password))
    write('redis-url', `redis://foyer:${password}@valkey:6379`)
  }
  // Compose shows a file to a container with the rights it has here, and there each is read by another user.
  // Here nobody else gets as far: the folder is ours alone.
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644)
  return variables
}

/** What docs/operations.md says the app needs; and whoever asks for a sign of life may have one. */
function valkeyUsers(password: string): string {
  const categories = '+@connection +@read +@write +@scripting'
  return [
    'user default on nopass resetkeys resetchannels -@all +ping',
    `user foyer on >${password} ~foyer:* resetchannels -@all ${categories} +info`,
    '',
  ].join('\n')
}

// `npm run compose:secrets`, before `docker compose up`.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await makeSecrets(join(projectFolder, '.data/compose'))
  console.log('The secrets for compose.yaml are in .data/compose.')
}
