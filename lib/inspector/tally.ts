import type { Flow, Step } from './flow.ts'

type Tally = Readonly<{ front: number; back: number; passed: number; failed: number }>

/** How much of what a flow is made of. */
export function tallyOf({ steps }: Flow): Tally {
  const count = (is: (step: Step) => boolean) => steps.filter(is).length
  return {
    front: count((step) => step.type === 'request' && step.from === 'browser'),
    back: count(
      (step) => step.type === 'call' || (step.type === 'request' && step.from === 'issuer'),
    ),
    passed: count((step) => step.type === 'check' && step.holds),
    failed: count((step) => step.type === 'check' && !step.holds),
  }
}
