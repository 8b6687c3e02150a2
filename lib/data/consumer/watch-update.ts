import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { FlowError } from '#lib/errors.ts'
import { reportProblem } from '#lib/report.ts'
import { isShuttingDown } from '#lib/shutdown.ts'
import type { Viewer } from '../viewer.ts'
import { awaitNews } from './update.ts'
import { heard, progressOf, type TaskEvent, type UpdateProgress } from './update-progress.ts'

/** How an update stands, and what may come between us and knowing it. */
export type UpdateNews = Readonly<
  Omit<UpdateProgress, 'state'> & {
    /** We stopped waiting · the bank gave no answer · it knows no such task · our access has ended. */
    state: UpdateProgress['state'] | 'gave-up' | 'unreachable' | 'unknown' | 'session-over'
  }
>

export const watchLimits = {
  /** A person does not wait longer than this. */
  totalMs: 60_000,
  /** Between two questions, for a bank that does not hold them. */
  pauseMs: 500,
}

/**
 * How an update goes on, from its beginning: each time the bank was asked, until it ends or a limit is
 * reached. The last news is never `running`, except when nobody listens any more, or this process is told
 * to stop: then the browser connects anew, and perhaps to another.
 *
 * Waiting is not activity of the person, and keeps no session alive.
 */
export async function* watchUpdate(
  viewer: Viewer,
  taskId: string,
  listening: AbortSignal,
  { totalMs, pauseMs } = watchLimits,
): AsyncGenerator<UpdateNews, void, undefined> {
  const limit = AbortSignal.timeout(totalMs)
  const signal = AbortSignal.any([listening, limit])
  let events: readonly TaskEvent[] = []
  let version: number | null = null
  const standing = (state: UpdateNews['state']) => ({ ...progressOf(events), state })

  while (!signal.aborted && !isShuttingDown()) {
    try {
      const news = await awaitNews(viewer, taskId, version, signal)
      if (news === null) {
        yield standing('unknown')
        return
      }
      events = heard(events, news.events)
      version = news.version
    } catch (error) {
      if (!(error instanceof FlowError)) throw error
      if (signal.aborted) break
      reportProblem(error)
      yield standing(error.code === 'session-over' ? 'session-over' : 'unreachable')
      return
    }

    const progress = progressOf(events)
    yield progress
    if (progress.state !== 'running') return
    await wait(pauseMs, undefined, { signal }).catch(() => {})
  }
  if (limit.aborted && !listening.aborted) yield standing('gave-up')
}
