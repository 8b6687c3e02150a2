import type { Flow, Step } from './flow.ts'
import type { Shown } from './mask.ts'
import { marksIn } from './unseen.ts'

/** A secret of one step, and where else in the flow the same one is. `steps`: where they stand in it. */
export type SeenAgain = Readonly<{ name: string; mark: string; steps: readonly number[] }>

/** Which values of a step come again in others: by their marks, since nobody may read them. */
export function seenAgain({ steps }: Flow, index: number): SeenAgain[] {
  const step = steps[index]
  if (!step) return []
  const own = new Map(secretsOf(step).map(([name, mark]) => [mark, name]))
  return [...own].flatMap(([mark, name]) => {
    const others = steps.flatMap((other, at) =>
      at !== index && secretsOf(other).some(([, theirs]) => theirs === mark) ? [at] : [],
    )
    return others.length > 0 ? [{ name, mark, steps: others }] : []
  })
}

/** Of headers only the one that authorizes: the others say the same in every request. */
function secretsOf(step: Step): (readonly [name: string, mark: string])[] {
  return places(step).flatMap((place) => marksIn(place))
}

function places(step: Step): Shown[] {
  if (step.type === 'check') return [step.expected, step.found]
  if (step.type === 'event') return [step.fields]
  if (step.type === 'request') return [step.address.query]
  if (step.type === 'answer') return step.location ? [step.location.query] : []
  const { address, headers, body, answer } = step
  const answered = answer && 'body' in answer ? answer.body : null
  return [address.query, headers.authorization ?? null, body, answered]
}
