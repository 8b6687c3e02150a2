import { presenterAct } from '#app/inspector/presenter-act.ts'
import { setHolding } from '#lib/inspector/hold.ts'

/** From now on the flows of this browser stop before each redirect, or do no longer. */
export const POST = presenterAct((browser, fields) => {
  setHolding(browser, fields.get('hold') === 'on')
})
