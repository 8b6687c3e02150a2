import { accountsAddress } from '#app/_ui/addresses.ts'
import { ErrorSummary, FaultList } from '#app/_ui/error-summary.tsx'
import type { Faults } from '#lib/data/enterprise/faults.ts'

/** An address that asks for something that makes no sense: it is said, and nobody is asked. */
export function SearchFaults({ faults, institutionId }: SearchFaultsProps) {
  return (
    <ErrorSummary title="This search makes no sense">
      <FaultList faults={faults} hrefs={{ offset: accountsAddress(institutionId) }} />
    </ErrorSummary>
  )
}

type SearchFaultsProps = Readonly<{ faults: Faults; institutionId: string }>
