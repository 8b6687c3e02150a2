import { membersOf } from '#lib/inspector/mask.ts'
import type { SeenToken } from '#lib/inspector/tokens.ts'
import { ClaimRow } from './claim-row.tsx'
import { MarkChip } from './mark-chip.tsx'
import { type Comparable, OtherTokens } from './other-tokens.tsx'

/** What a token says: its header and its claims, with what each means, and the difference to another. */
export function TokenView({ token, ...comparable }: TokenViewProps) {
  const { kind, at } = token
  const { mark, header, claims, characters } = token.token

  return (
    <section id={`token-${mark}`} aria-labelledby={`heading-${mark}`} className="mt-10 scroll-mt-4">
      <h2 id={`heading-${mark}`} className="flex flex-wrap items-baseline gap-x-3">
        <span className="first-letter:uppercase">{kind}</span>{' '}
        <span className="font-mono font-normal text-small">
          <MarkChip mark={mark} />
        </span>
      </h2>
      <p className="mt-1 text-ink-soft text-small">
        {characters} characters. The signature is cut off, so that nobody can use what stands here.
      </p>
      <dl className="mt-3 border-line border-b text-small">
        {Object.entries(membersOf(header)).map(([name, value]) => (
          <ClaimRow key={`header ${name}`} name={name} value={value} at={at} isHeader />
        ))}
        {Object.entries(membersOf(claims)).map(([name, value]) => (
          <ClaimRow key={name} name={name} value={value} at={at} />
        ))}
      </dl>
      <OtherTokens token={token} {...comparable} />
    </section>
  )
}

type TokenViewProps = Comparable & Readonly<{ token: SeenToken }>
