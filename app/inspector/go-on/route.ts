import { presenterAct } from '#app/inspector/presenter-act.ts'
import { release } from '#lib/inspector/hold.ts'

/** Lets a flow go on that is held. One that is not, or of another browser, stays as it is. */
export const POST = presenterAct((browser, fields) => {
  release(browser, fields.get('flowId') ?? '')
})
