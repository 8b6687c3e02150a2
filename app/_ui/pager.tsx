import { PageLink } from './page-link.tsx'
import type { Paging } from './paging.ts'

/** Leads through a list that does not fit on one page. */
export function Pager({ paging, addressAt }: PagerProps) {
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

type PagerProps = Readonly<{
  paging: Paging
  /** The address of the page that begins at an offset. */
  addressAt: (offset: number) => string
}>
