import { PageLink } from '#app/_ui/page-link.tsx'
import type { Paging } from '../accounts/paging.ts'

export function TransactionsPager({ paging, addressAt }: PagerProps) {
  const { previousOffset, nextOffset, range } = paging
  if (previousOffset === null && nextOffset === null) return null

  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center gap-3">
      {previousOffset !== null && (
        <PageLink href={addressAt(previousOffset)} rel="prev" className="button button-quiet">
          Previous
        </PageLink>
      )}
      {nextOffset !== null && (
        <PageLink href={addressAt(nextOffset)} rel="next" className="button button-quiet">
          Next
        </PageLink>
      )}
      <p className="text-ink-soft text-small tabular-nums">{range}</p>
    </nav>
  )
}

type PagerProps = Readonly<{ paging: Paging; addressAt: (offset: number) => string }>
