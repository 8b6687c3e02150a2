import type { Outcome } from '#lib/data/outcome.ts'
import { problems } from '#lib/errors/problems.ts'
import { type Place, wayOn } from './way-on.ts'

type Failure = Extract<Outcome<unknown>, { ok: false }>['problem']

/** Stands where content should be that could not be fetched: what happened, what to do, a reference. */
export function Explanation({ problem, place, ...instead }: ExplanationProps) {
  const { title, advice } = instead.words ?? problems[problem.code]
  const { label, href } = instead.way ?? wayOn(problem.code, place)

  return (
    <div
      role="alert"
      className="mt-4 max-w-prose rounded-box border-bad border-s-4 bg-bad-soft p-4"
    >
      <p className="font-strong text-bad">{title}</p>
      <p className="mt-1">{advice}</p>
      <p className="mt-3">
        <a href={href} className="link">
          {label}
        </a>
      </p>
      <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-small">
        <Reference name="Reference" value={problem.reference} />
        {problem.requestId !== null && <Reference name="Request" value={problem.requestId} />}
      </dl>
    </div>
  )
}

type ExplanationProps = Readonly<{
  problem: Failure
  place: Place
  /** Where the usual ones would mislead. */
  words?: Readonly<{ title: string; advice: string }> | null
  way?: ReturnType<typeof wayOn> | null
}>

function Reference({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-wrap gap-x-2">
      <dt className="text-ink-soft">{name}</dt>
      <dd>
        <bdi className="font-mono">{value}</bdi>
      </dd>
    </div>
  )
}
