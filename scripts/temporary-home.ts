import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Temporary folders of the tests stand in one of their own, and go with it: a worker that is stopped has no
 * time to tidy up.
 */
export default function makeTemporaryHome(): () => void {
  const home = mkdtempSync(join(tmpdir(), 'foyer-tests-'))
  Object.assign(process.env, { TMPDIR: home, TEMP: home, TMP: home })
  return () => rmSync(home, { recursive: true, force: true })
}
