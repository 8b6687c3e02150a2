import type { Flow } from '#lib/inspector/flow.ts'
import { outcomeOf } from './flow-words.ts'

const colors = { good: 'text-good', bad: 'text-bad', warn: 'text-warn' } as const

/** How a flow ended, or that it has not. */
export function OutcomeMark({ flow }: { flow: Flow }) {
  const { sign, text, tone } = outcomeOf(flow)
  return (
    <span className={`font-strong ${colors[tone]}`}>
      <span aria-hidden="true">{sign} </span>
      {text}
    </span>
  )
}
