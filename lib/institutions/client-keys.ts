import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { type ClientKey, readClientKeys } from '#lib/oauth/keys.ts'
import { processState } from '#lib/process-state.ts'

type KeyFile = { stamp: string; keys: readonly ClientKey[] }

/**
 * Our private keys; the first signs, all are published. A key file is read again when it changes, so
 * that keys rotate without a restart; a broken one is reported, and the keys before it stay in use.
 */
export function clientKeys(): readonly ClientKey[] {
  const { clientKeysFile, clientKeys } = env()
  if (clientKeysFile === null) return clientKeys

  const file = processState<KeyFile>('client-keys', () => ({ stamp: '', keys: clientKeys }))
  try {
    const { mtimeMs, size, ino } = statSync(clientKeysFile)
    const stamp = `${mtimeMs} ${size} ${ino}`
    if (stamp !== file.stamp) {
      file.stamp = stamp
      file.keys = readClientKeys(readFileSync(clientKeysFile, 'utf8'), env().clientAlg)
    }
  } catch {
    log().error({ event: 'configuration-fault' }, 'OIDC_CLIENT_KEYS_FILE can no longer be read')
  }
  return file.keys
}
