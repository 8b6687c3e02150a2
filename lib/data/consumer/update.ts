import 'server-only'
import { z } from 'zod'
import { FlowError } from '#lib/errors.ts'
import { callApi, callApiOnce } from '../api.ts'
import type { Viewer } from '../viewer.ts'
import { userPath } from './path.ts'
import { isTaskId } from './task-id.ts'
import { progressOf, type UpdateProgress } from './update-progress.ts'

const started = z.object({ taskId: z.string().refine(isTaskId) })
const event = z.object({
  type: z.string().min(1).max(200),
  date: z.string().max(100).nullish(),
  status: z.string().max(200).nullish(),
})
const news = z.object({
  version: z.int().nonnegative(),
  events: z.array(event).max(1_000),
})

/**
 * Asks the bank to fetch what is new on the viewer's accounts, which takes it a while.
 *
 * @returns the id of the task that does it
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · `session-over`
 */
export async function startUpdate(viewer: Viewer): Promise<string> {
  const path = userPath(viewer, 'fetch')
  const answer = await callApi(viewer, { method: 'PUT', path, answer: started })
  if (answer === null) throw new FlowError('api-unavailable', 'the fetch answered 404')
  return answer.taskId
}

/**
 * How far an update has come, at this moment; null when the bank knows no such task.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted`
 */
export async function getUpdate(viewer: Viewer, taskId: string): Promise<UpdateProgress | null> {
  const answer = await callApiOnce(viewer, { path: taskPath(viewer, taskId), answer: news })
  return answer && progressOf(answer.events)
}

/** What is new in a task since a version; the bank holds the question until there is something. */
export async function awaitNews(
  viewer: Viewer,
  taskId: string,
  sinceVersion: number | null,
  signal: AbortSignal,
): Promise<z.output<typeof news> | null> {
  const since = sinceVersion === null ? '' : `?sinceVersion=${sinceVersion}`
  const path = `${taskPath(viewer, taskId)}${since}`
  return callApi(viewer, { path, answer: news, signal })
}

function taskPath(viewer: Viewer, taskId: string): string {
  return userPath(viewer, 'tasks', taskId)
}
