import { meaningOf } from '#lib/inspector/glossary.ts'
import type { Shown } from '#lib/inspector/mask.ts'
import { ShownValue } from './shown-value.tsx'
import { inTime } from './token-times.ts'

/** A claim, what it says, and what that means. `at`: when the token was seen. */
export function ClaimRow({ name, value, at, isHeader = false }: ClaimRowProps) {
  const meaning = meaningOf(name)
  const time = inTime(name, value, at)

  return (
    <div className="gap-x-6 border-line border-t py-2 sm:grid sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="wrap-anywhere font-mono">
        <bdi>{name}</bdi>
        {isHeader && <span className="font-sans text-ink-soft"> (header)</span>}
      </dt>
      <dd className="grid min-w-0 gap-x-6 lg:grid-cols-2">
        <span className="min-w-0">
          <span className="wrap-anywhere whitespace-pre-wrap font-mono">
            <ShownValue value={value} />
          </span>
          {time !== null && <span className="block">{time}</span>}
        </span>
        {meaning !== null && <span className="text-ink-soft">{meaning}</span>}
      </dd>
    </div>
  )
}

type ClaimRowProps = Readonly<{ name: string; value: Shown; at: number; isHeader?: boolean }>
