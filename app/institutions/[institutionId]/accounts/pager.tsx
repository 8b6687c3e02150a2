import { accountsAddress } from '#app/_ui/addresses.ts'
import { PageLink } from '#app/_ui/page-link.tsx'
import type { AccountSearch } from '#lib/data/enterprise/account-search.ts'
import type { Paging } from './paging.ts'

export function Pager({ institutionId, search, paging }: PagerProps) {
  const { previousOffset, nextOffset } = paging
  if (previousOffset === null && nextOffset === null) return null

  const addressAt = (offset: number) => accountsAddress(institutionId, { ...search, offset })

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
      <p className="text-ink-soft text-small tabular-nums">{paging.range}</p>
    </nav>
  )
}

type PagerProps = Readonly<{ institutionId: string; search: AccountSearch; paging: Paging }>
