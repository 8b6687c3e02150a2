import { words } from '../fail.ts'
import { serviceFaults } from './service-faults.ts'

/** What cannot be done with a report's file; the message is for who typed the command. */
export class ReportFault extends Error {
  override readonly name = 'ReportFault'
}

/**
 * Does something with a file of a report.
 *
 * @throws {ReportFault} where the system says no: a folder is not there, a disk is full
 */
export function onDisk<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    const reason = reasons[code] ?? code
    throw new ReportFault(words(serviceFaults['report-unwritable'], { path, reason }))
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'that is not permitted',
  EPERM: 'that is not permitted',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EEXIST: 'something else is there. If you do not need it, remove it',
  ELOOP: 'it is a link',
  EISDIR: 'it is a folder',
}
