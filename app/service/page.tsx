import { serviceAddress } from '#app/_ui/addresses.ts'
import { ErrorSummary, FaultList } from '#app/_ui/error-summary.tsx'
import { Frame } from '#app/_ui/frame.tsx'
import { listTitle } from '#app/_ui/paging.ts'
import { Streamed } from '#app/_ui/streamed.tsx'
import { TableSkeleton } from '#app/_ui/table-skeleton.tsx'
import { institutionTitle } from '#app/institutions/institution-title.ts'
import { hasService } from '#lib/data/service/registration.ts'
import { readUserSearch } from '#lib/data/service/user-search.ts'
import { requireVisitor } from '#lib/data/service/visitor.ts'
import { FoundUsers } from './found-users.tsx'
import { NoService } from './no-service.tsx'
import { UserSearchForm } from './user-search-form.tsx'

/** What the service account of an institution sees: its users, and on whose authority they are shown. */
export default async function ServicePage({ searchParams }: PageProps<'/service'>) {
  const { institutionId: asked, typed, search, faults } = readUserSearch(await searchParams)
  const viewer = await requireVisitor(asked, (id) => serviceAddress(id, search ?? {}))
  const { institutionId } = viewer

  if (institutionId === null || !hasService(institutionId)) {
    return (
      <Frame title={institutionTitle('Service account', viewer)} viewer={viewer}>
        <h1>Service account</h1>
        <NoService institutionName={viewer.institutionName} />
      </Frame>
    )
  }

  return (
    <Frame
      title={institutionTitle(listTitle('Service account', search), viewer)}
      viewer={viewer}
      hasFaults={faults !== null}
    >
      <h1>Service account</h1>
      <p className="mt-2 max-w-prose">
        Some work is nobody’s in particular: a report at night, a check of the books. For it Foyer
        has a client of its own, with a key and without a password, and it asks as itself. Here it
        looks up who banks online at <bdi>{viewer.institutionName ?? 'this institution'}</bdi>.
      </p>
      {faults && (
        <ErrorSummary title="There is something wrong with this search">
          <FaultList
            faults={faults}
            labels={{ query: 'Search' }}
            hrefs={{ offset: serviceAddress(institutionId), institutionId: serviceAddress(null) }}
          />
        </ErrorSummary>
      )}
      <UserSearchForm institutionId={institutionId} typed={typed} faults={faults ?? {}} />
      {search && (
        <Streamed
          content={FoundUsers({ viewer, institutionId, search })}
          skeleton={<TableSkeleton />}
        />
      )}
    </Frame>
  )
}
