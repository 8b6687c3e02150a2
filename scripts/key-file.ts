import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ClientKeyAlgorithm } from '../lib/client-key.ts'
import { words } from './fail.ts'
import { keyFaults } from './key-faults.ts'
import { type KeySet, readKeySet } from './key-set.ts'

/** What cannot be done with a key file; the message is for who typed the command. */
export class KeyFileFault extends Error {
  override readonly name = 'KeyFileFault'
}

/** The keys of a file; none where there is no file yet. */
export function readKeyFile(path: string, defaultAlg: ClientKeyAlgorithm | null): KeySet {
  if (!existsSync(path)) return []
  try {
    return readKeySet(readFileSync(path, 'utf8'), defaultAlg)
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'not readable'
    throw new KeyFileFault(words(keyFaults['key-file-damaged'], { path, problem }))
  }
}

/**
 * Changes a key file in one step: an app that reads it meanwhile sees the old keys or the new ones. Only
 * its owner may read it. Of two changes at once, the second is refused.
 */
export function changeKeyFile(
  path: string,
  defaultAlg: ClientKeyAlgorithm | null,
  change: (set: KeySet) => KeySet,
): KeySet {
  const draft = `${path}.new`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  claim(draft)
  try {
    const set = change(readKeyFile(path, defaultAlg))
    writeFileSync(draft, `${JSON.stringify({ keys: set }, null, 2)}\n`)
    renameSync(draft, path)
    return set
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function claim(draft: string): void {
  try {
    writeFileSync(draft, '', { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new KeyFileFault(
      isTaken
        ? words(keyFaults['key-file-changing'], { draft })
        : words(keyFaults['key-file-unwritable'], { path: draft }),
    )
  }
}
