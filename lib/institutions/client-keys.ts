import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import { type ClientKey, type ClientKeyAlgorithm, readClientKeys } from '#lib/client-key.ts'
import { env } from '#lib/env.ts'
import { record } from '#lib/events.ts'
import { processState } from '#lib/process-state.ts'

type Keys = readonly ClientKey[]
type KeyFile = { stamp: string; keys: Keys }

/** The private keys by which we sign people in; the first signs, all are published. */
export function clientKeys(): Keys {
  const { clientKeysFile, clientKeys, clientAlg } = env()
  return newest('OIDC_CLIENT_KEYS_FILE', clientKeysFile, clientKeys, clientAlg)
}

/** The private keys of the service client; none where there is no such client. */
export function serviceKeys(): Keys {
  const { service } = env()
  return service
    ? newest('SERVICE_CLIENT_KEYS_FILE', service.keysFile, service.keys, service.alg)
    : []
}

/**
 * A key file is read again when it changes, so that keys rotate without a restart; a broken one is
 * reported, and the keys before it stay in use.
 */
function newest(
  variable: string,
  path: string | null,
  configured: Keys,
  alg: ClientKeyAlgorithm | null,
): Keys {
  if (path === null) return configured

  const file = processState<KeyFile>(variable, () => ({ stamp: '', keys: configured }))
  try {
    const { mtimeMs, size, ino } = statSync(path)
    const stamp = `${mtimeMs} ${size} ${ino}`
    if (stamp !== file.stamp) {
      const text = readFileSync(path, 'utf8')
      // What could be read and makes no sense is not looked at again before it changes.
      file.stamp = stamp
      file.keys = readClientKeys(text, alg)
    }
  } catch {
    record('configuration-fault', { names: [variable] })
  }
  return file.keys
}
