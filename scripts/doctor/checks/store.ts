import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Check, ofConfiguration } from '../check.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import { judgeRedis } from '../redis.ts'

// https://sqlite.org/fileformat.html#the_database_header
const header = 'SQLite format 3\0'

/** At a file it looks without opening it: SQLite itself would write beside a file that it opens. */
export const store: Check = {
  name: 'store',
  looksAt: 'whether sessions can be kept where REDIS_URL or SESSION_FILE says; nothing is written',
  examine: ofConfiguration((env, { isOffline }) => {
    if (env.redisUrl && isOffline) return [skipped('Redis is not asked: --offline')]
    if (env.redisUrl) return judgeRedis(env.redisUrl)
    const file = env.sessionFile
    return [existsSync(file) ? judgeFile(file) : judgePlace(file)]
  }),
}

function judgeFile(file: string): Finding {
  if (!statSync(file).isFile()) return wrong('session-file-no-file', { file })
  if (!may(file, constants.R_OK | constants.W_OK) || !may(dirname(file), constants.W_OK)) {
    return wrong('session-file-unwritable', { file })
  }
  const start = beginningOf(file)
  if (start !== '' && start !== header) return wrong('session-file-foreign', { file })
  return ok(`${file} is there, and can be written`)
}

function judgePlace(file: string): Finding {
  const place = nearestFolder(dirname(resolve(file)))
  if (statSync(place).isDirectory() && may(place, constants.W_OK)) {
    return ok(`${file} will be made at the first sign-in`)
  }
  return wrong('session-file-impossible', { file, place })
}

function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder))
}

function beginningOf(file: string): string {
  const bytes = Buffer.alloc(header.length)
  const opened = openSync(file, 'r')
  try {
    return bytes.toString('latin1', 0, readSync(opened, bytes))
  } finally {
    closeSync(opened)
  }
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}
