import { accountsAddress, authorizeAddress } from '#app/_ui/addresses.ts'
import { getUpdate } from '#lib/data/consumer/update.ts'
import { settle } from '#lib/data/outcome.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { UpdateForm, updatesAddress } from './update-form.tsx'
import type { UpdateNews } from './update-news.ts'
import { UpdateProgress } from './update-progress.tsx'

/** The update that the address names, or the way to start one. */
export async function Update({ viewer, institutionId, taskId }: UpdateProps) {
  const form = <UpdateForm institutionId={institutionId} />
  if (taskId === null) return <div className="mt-4">{form}</div>

  const accounts = accountsAddress(institutionId)
  return (
    <UpdateProgress
      key={taskId}
      first={await soFar(viewer, taskId)}
      events={`${updatesAddress(institutionId)}/${encodeURIComponent(taskId)}`}
      here={`${accounts}?task=${encodeURIComponent(taskId)}`}
      signIn={authorizeAddress({ institutionId, returnTo: accounts })}
    >
      {form}
    </UpdateProgress>
  )
}

type UpdateProps = Readonly<{ viewer: Viewer; institutionId: string; taskId: string | null }>

async function soFar(viewer: Viewer, taskId: string): Promise<UpdateNews> {
  const outcome = await settle(getUpdate(viewer, taskId))
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
