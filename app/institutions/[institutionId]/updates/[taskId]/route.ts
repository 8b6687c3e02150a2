import type { NextRequest } from 'next/server'
import { eventStream } from '#app/institutions/[institutionId]/_consumer/event-stream.ts'
import { takeSeat } from '#lib/data/consumer/seats.ts'
import { isTaskId } from '#lib/data/consumer/task-id.ts'
import { watchUpdate } from '#lib/data/consumer/watch-update.ts'
import { settle } from '#lib/data/outcome.ts'
import { findViewerOf } from '#lib/data/viewer.ts'
import { json, methodNotAllowed } from '#lib/http/respond.ts'

type Context = RouteContext<'/institutions/[institutionId]/updates/[taskId]'>

/** How an update goes on, as server-sent events, until it ends: for pages of ours. */
export async function GET({ headers }: NextRequest, { params }: Context): Promise<Response> {
  // A page elsewhere could not read it, but take all seats. Browsers too old to say are let through.
  const site = headers.get('sec-fetch-site')
  if (site === 'same-site' || site === 'cross-site') return json({ error: 'not-from-here' }, 403)

  const { institutionId, taskId } = await params
  if (!isTaskId(taskId)) return json({ error: 'no-such-task' }, 404)

  const outcome = await settle(findViewerOf(institutionId))
  const viewer = outcome.ok ? outcome.value : null
  if (viewer?.api.kind !== 'consumer') return json({ error: 'not-entered' }, 401)

  const leave = takeSeat(viewer)
  if (leave === null) return json({ error: 'too-many-at-once' }, 429, { 'retry-after': '60' })
  return eventStream((gone) => watchUpdate(viewer, taskId, gone), leave)
}

export { methodNotAllowed as HEAD, methodNotAllowed as OPTIONS }
