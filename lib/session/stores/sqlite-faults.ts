import 'server-only'

// Primary result codes, https://sqlite.org/rescode.html
const busy = 5
const corrupt = 11
const notADatabase = 26

/** Whether an error is the file's: a full disk, missing rights, damage, a lock held for too long. */
export function isSqliteFault(error: unknown): boolean {
  return codeOf(error) !== null || (error instanceof Error && 'syscall' in error)
}

/** Another process is writing, or holds the file for another reason. Nothing was written. */
export function isBusy(error: unknown): boolean {
  return codeOf(error) === busy
}

/** Why a file is of no use any more, in words for the log; null where that is not what is wrong. */
export function damageIn(error: unknown): string | null {
  const code = codeOf(error)
  if (code === notADatabase) return 'is not a session file'
  return code === corrupt ? 'is damaged' : null
}

function codeOf(error: unknown): number | null {
  const isSqlite = error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'
  return isSqlite && 'errcode' in error ? Number(error.errcode) & 0xff : null
}
