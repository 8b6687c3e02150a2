import { Explanation } from '#app/_ui/explanation.tsx'
import type { Outcome } from '#lib/data/outcome.ts'
import type { ProblemCode } from '#lib/errors.ts'

/** Why the service account brought nothing. The usual words are for people, whose consent has no part here. */
export function Refusal({ problem, institutionId, address }: RefusalProps) {
  const words = instead[problem.code] ?? null

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

const instead: Partial<Record<ProblemCode, Readonly<{ title: string; advice: string }>>> = {
  'missing-scope': {
    title: 'The service account lacks a scope',
    advice:
      'Its token does not have the scope that the API wants. Have it allowed for the service account, and name it in SERVICE_SCOPE. Nobody’s consent would help.',
  },
  'not-permitted': {
    title: 'The service account is not permitted to see people',
    advice:
      'It has the scope, but the user it is associated with lacks the permission to view people at this institution. Its administrator can give it.',
  },
  'issuer-refused': {
    title: 'The sign-in service refused the service account',
    advice:
      'Its client id, its key or its scope is not what is registered. Nobody was asked for users. npm run doctor says more.',
  },
  'wrong-institution': {
    title: 'The service account is another institution’s',
    advice:
      'Its token is for another institution, and was thrown away. See that the institution’s own client id is configured.',
  },
}

type RefusalProps = Readonly<{
  problem: Extract<Outcome<unknown>, { ok: false }>['problem']
  institutionId: string
  address: string
}>
