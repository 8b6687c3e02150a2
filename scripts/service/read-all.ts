import { setTimeout } from 'node:timers/promises'
import { largestPage, readUsers, type UserPage } from '../../lib/data/service/users.ts'
import { FlowError } from '../../lib/errors.ts'
import { words } from '../fail.ts'
import { ReportFault } from './report-fault.ts'
import type { ReportFile } from './report-file.ts'
import { serviceFaults } from './service-faults.ts'
import { userLine } from './user-lines.ts'

/** A list that changes while it is read is read again, so often at most. */
const mostPasses = 3
const mostUsers = 1_000_000
const mostTries = 6
const firstPauseMs = 1_000
const longestPauseMs = 30_000

/**
 * Reads all users of an institution into a file, from where it stands to the end.
 *
 * Pages are counted from the start of the list. If it grows or shrinks meanwhile, somebody may have moved
 * past us: then it is read once more, and who is in the file already is not written again. Who leaves
 * meanwhile stays in the file.
 *
 * @param onProgress called after each page, with how many of how many have been read
 * @returns whether the list kept still in the end, and the file has as many as the API counts
 * @throws {FlowError} when the API or the issuer says no, or stays away
 * @throws {ReportFault} when fewer users come than there are, or more than anybody has
 */
export async function readAll(
  institutionId: string,
  file: ReportFile,
  onProgress: (read: number, total: number) => void,
): Promise<boolean> {
  for (;;) {
    const { pass, offset, total } = file.place
    const page = await patiently(institutionId, offset)
    const hasChanged = file.place.hasChanged || (total !== null && total !== page.total)
    const next = { pass, offset: offset + page.users.length, total: page.total, hasChanged }
    if (next.offset > mostUsers)
      throw new ReportFault(words(serviceFaults['too-many-users'], { count: mostUsers }))
    file.add(page.users.map(userLine), next)
    onProgress(next.offset, page.total)
    if (page.users.length > 0 && next.offset < page.total) continue

    const isWhole = file.count >= page.total
    if (isWhole && !hasChanged) return file.count === page.total
    if (pass + 1 === mostPasses) {
      if (isWhole) return false
      throw new ReportFault(
        words(serviceFaults['users-missing'], { total: page.total, count: file.count }),
      )
    }
    file.add([], { pass: pass + 1, offset: 0, total: null, hasChanged: false })
  }
}

/** A page, however often a server is busy; longer and longer between, and not the same for everybody. */
async function patiently(institutionId: string, offset: number): Promise<UserPage> {
  for (let tries = 1; ; tries++) {
    try {
      return await readUsers(institutionId, { query: '', offset, limit: largestPage })
    } catch (error) {
      if (!isTransient(error) || tries === mostTries) throw error
      const longest = Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs)
      await setTimeout(longest * (0.5 + Math.random() / 2))
    }
  }
}

/** Whether a later try may go better. */
function isTransient(error: unknown): boolean {
  return error instanceof FlowError && (error.code === 'issuer-unavailable' || error.isPassing)
}
