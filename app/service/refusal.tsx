import { Explanation } from '#app/_ui/explanation.tsx'
import type { Outcome } from '#lib/data/outcome.ts'
import { serviceWords } from '#lib/errors/service-problems.ts'

/** Why the service account brought nothing. The usual words are for people, whose consent has no part here. */
export function Refusal({ problem, institutionId, address }: RefusalProps) {
  const words = serviceWords(problem.code)

  return (
    <div className="mt-8">
      <Explanation
        problem={problem}
        place={{ institutionId, address }}
        words={words}
        way={words && { label: 'Try again', href: address }}
      />
    </div>
  )
}

type RefusalProps = Readonly<{
  problem: Extract<Outcome<unknown>, { ok: false }>['problem']
  institutionId: string
  address: string
}>
