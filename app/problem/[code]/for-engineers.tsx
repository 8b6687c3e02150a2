import { type ProblemCode, problems } from '#lib/errors.ts'

/** The exact words, kept out of the way of people who need none of them. */
export function ForEngineers({ code }: { code: ProblemCode }) {
  const { engineer, specification } = problems[code]

  return (
    <details className="mt-8 border-line border-t pt-2">
      <summary className="link flex min-h-11 w-fit items-center">For engineers</summary>
      <p>{engineer}</p>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
        <div className="flex gap-2">
          <dt className="text-ink-soft">Code</dt>
          <dd className="font-mono">{code}</dd>
        </div>
        {specification !== null && (
          <div className="flex gap-2">
            <dt className="text-ink-soft">Specification</dt>
            <dd>
              <a href={specification[1]} rel="external" className="link">
                {specification[0]}
              </a>
            </dd>
          </div>
        )}
      </dl>
    </details>
  )
}
