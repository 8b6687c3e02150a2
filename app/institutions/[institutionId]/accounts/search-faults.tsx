import { accountsAddress } from '#app/_ui/addresses.ts'
import { ErrorSummary, FaultList } from '#app/_ui/error-summary.tsx'
import type { Faults } from '#lib/data/faults.ts'

/** An address that asks for something that makes no sense: it is said, and nobody is asked. */
export function SearchFaults({ faults, institutionId }: SearchFaultsProps) {
  return (
    <ErrorSummary title="There is something wrong with this search">
      <FaultList
        faults={faults}
        labels={labels}
        hrefs={{ offset: accountsAddress(institutionId) }}
      />
    </ErrorSummary>
  )
}

const labels = { query: 'Search', status: 'Status' }

type SearchFaultsProps = Readonly<{ faults: Faults; institutionId: string }>
