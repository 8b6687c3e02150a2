import { accountsAddress, authorizeAddress } from '#app/_ui/addresses.ts'
import { isTaskId } from '#lib/data/consumer/task-id.ts'
import { getUpdate } from '#lib/data/consumer/update.ts'
import { settle } from '#lib/data/outcome.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { UpdateForm, updatesAddress } from './update-form.tsx'
import type { UpdateNews } from './update-news.ts'
import { UpdateProgress } from './update-progress.tsx'

/** The update that the address names, or the way to start one. */
export async function Update({ viewer, institutionId, task }: UpdateProps) {
  const form = <UpdateForm institutionId={institutionId} />
  if (task === undefined) return <div className="mt-4">{form}</div>

  const taskId = encodeURIComponent(String(task))
  const accounts = accountsAddress(institutionId)
  return (
    <UpdateProgress
      key={taskId}
      first={await soFar(viewer, task)}
      events={`${updatesAddress(institutionId)}/${taskId}`}
      here={`${accounts}?task=${taskId}`}
      signIn={authorizeAddress({ institutionId, returnTo: accounts })}
    >
      {form}
    </UpdateProgress>
  )
}

type Task = string | readonly string[] | undefined
type UpdateProps = Readonly<{ viewer: Viewer; institutionId: string; task: Task }>

/** How it stands. What cannot be a task is not asked for. */
async function soFar(viewer: Viewer, task: Task): Promise<UpdateNews> {
  if (typeof task !== 'string' || !isTaskId(task)) return { ...nothing, state: 'unknown' }

  const outcome = await settle(getUpdate(viewer, task))
  if (!outcome.ok) return { ...nothing, state: 'unreachable' }
  if (outcome.value === null) return { ...nothing, state: 'unknown' }
  return isOverdue(outcome.value) ? { ...outcome.value, state: 'gave-up' } : outcome.value
}

const nothing = { steps: [], hasNewBalances: false }

/** Longer than we wait at a time. Clocks differ a little, the bank's and ours. */
const patienceMs = 120_000

function isOverdue({ state, steps }: UpdateNews): boolean {
  const startedAt = steps[0]?.at ?? null
  return state === 'running' && startedAt !== null && Date.now() - startedAt > patienceMs
}
