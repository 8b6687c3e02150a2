import { getSessionLimits } from '#lib/data/environment.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { IdleWarning } from './idle-warning.tsx'
import { Moment } from './moment.tsx'

/** When a person is signed out: said at once where nothing can be said later, else in time. */
export function SessionEnd({ viewer }: { viewer: Viewer }) {
  const { idleExpiresAt, absoluteExpiresAt } = viewer.sessionEnds
  const isFinal = absoluteExpiresAt <= idleExpiresAt

  return (
    <>
      <p className="mx-auto w-full max-w-page px-4 pb-8 text-ink-soft text-small sm:px-6 [@media(scripting:enabled)]:hidden">
        {isFinal ? 'You' : 'Without activity you'} will be signed out at{' '}
        <Moment at={idleExpiresAt} />.
      </p>
      <IdleWarning
        idleExpiresAt={idleExpiresAt}
        absoluteExpiresAt={absoluteExpiresAt}
        idleMs={getSessionLimits().idleMs}
        madeAt={Date.now()}
      />
    </>
  )
}
