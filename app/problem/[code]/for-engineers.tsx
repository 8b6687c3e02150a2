import type { ReactNode } from 'react'
import { parties, references } from '#lib/errors/entry.ts'
import { type ProblemCode, problems } from '#lib/errors/problems.ts'

/** The exact words, kept out of the way of people who need none of them. */
export function ForEngineers({ code }: { code: ProblemCode }) {
  const { why, remedy, whose, reference, specification } = problems[code]

  return (
    <details className="mt-8 border-line border-t pt-2">
      <summary className="link flex min-h-11 w-fit items-center">For engineers</summary>
      <p>{why}</p>
      <p className="mt-2">{remedy}</p>
      <dl className="mt-2 space-y-1">
        <Fact name="Code">
          <span className="font-mono">{code}</span>
        </Fact>
        <Fact name="May be the doing of">{whose.map((it) => parties[it]).join(', ')}</Fact>
        <Fact name="The reference is in">{references[reference]}</Fact>
        {specification !== null && (
          <Fact name="Specification">
            <a href={specification[1]} rel="external" className="link">
              {specification[0]}
            </a>
          </Fact>
        )}
      </dl>
    </details>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="inline text-ink-soft">{name}</dt> <dd className="inline">{children}</dd>
    </div>
  )
}
