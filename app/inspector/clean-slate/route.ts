import { presenterAct } from '#app/inspector/presenter-act.ts'
import { setHolding } from '#lib/inspector/hold.ts'
import { forgetFlows } from '#lib/inspector/ring.ts'

/** Begins anew: nothing is held, and what this browser did is forgotten. */
export const POST = presenterAct((browser) => {
  setHolding(browser, false)
  forgetFlows(browser)
})
