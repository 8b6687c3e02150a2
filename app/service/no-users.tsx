import { serviceAddress } from '#app/_ui/addresses.ts'
import { PageLink } from '#app/_ui/page-link.tsx'
import type { UserSearch } from '#lib/data/service/user-search.ts'

/** Why a list is empty, and what to do. */
export function NoUsers({ institutionId, search, total }: NoUsersProps) {
  const { query } = search
  const isPastTheEnd = total > 0

  return (
    <p className="mt-8 max-w-prose border-line border-t pt-6">
      {isPastTheEnd && 'The list ends before this page. '}
      {!isPastTheEnd && query === '' && 'Nobody banks online at this institution.'}
      {!isPastTheEnd && query !== '' && (
        <>
          Nobody is found by “<bdi>{query}</bdi>”.{' '}
        </>
      )}
      {isPastTheEnd && (
        <PageLink href={serviceAddress(institutionId, { query })} className="link">
          Go to the first page
        </PageLink>
      )}
      {!isPastTheEnd && query !== '' && (
        <PageLink href={serviceAddress(institutionId)} className="link">
          Show all users
        </PageLink>
      )}
    </p>
  )
}

type NoUsersProps = Readonly<{ institutionId: string; search: UserSearch; total: number }>
