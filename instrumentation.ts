import type { Instrumentation } from 'next'
import { wishes } from '#lib/telemetry-wishes.ts'

/** Runs once when the server starts, before the first request is answered. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { traces, metrics } = wishes(process.env)
  if (traces || metrics) (await import('#lib/telemetry-sdk.ts')).startTelemetry()
  const { startUp } = await import('#lib/start-up.ts')
  startUp()
  const { openFrontDoor } = await import('./front-door.ts')
  openFrontDoor()
  const { env } = await import('#lib/env.ts')
  if (env().flowInspector !== 'off') (await import('#lib/inspector/open.ts')).openInspector()
  if (process.env.NODE_ENV === 'production') {
    const { tellWhatIsPrinted } = await import('#lib/unexpected.ts')
    tellWhatIsPrinted()
  }
}

/** What a page or a handler throws that nobody expected. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { recordUnexpected } = await import('#lib/unexpected.ts')
  recordUnexpected(error, context.routePath)
}
