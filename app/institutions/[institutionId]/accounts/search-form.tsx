import { accountsAddress } from '#app/_ui/addresses.ts'
import { FieldFault, faultOf } from '#app/_ui/field.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { accountStatuses } from '#lib/data/enterprise/account.ts'
import type { AccountSearchReading } from '#lib/data/enterprise/account-search.ts'
import type { Faults } from '#lib/data/faults.ts'

/** Asks by address, so that a result can be kept, shared and gone back to. */
export function SearchForm({ institutionId, typed, faults }: SearchFormProps) {
  const address = accountsAddress(institutionId)
  const isSearching = typed.query !== '' || typed.status !== ''

  return (
    <search>
      <form
        method="get"
        action={address}
        // A form keeps what was typed in it when only the address changes; this one starts afresh.
        key={Object.values(typed).join(' ')}
        className="mt-6 grid grid-cols-[1fr_auto] items-end gap-3 sm:flex"
      >
        <div className="col-span-2 sm:w-72">
          <label htmlFor="query" className="font-strong text-small">
            Search
          </label>
          <FieldFault name="query" fault={faults.query} />
          <input
            id="query"
            name="query"
            type="search"
            defaultValue={typed.query}
            maxLength={100}
            autoComplete="off"
            {...faultOf('query', faults)}
            className="field mt-1"
          />
        </div>
        <div>
          <label htmlFor="status" className="font-strong text-small">
            Status
          </label>
          <FieldFault name="status" fault={faults.status} />
          <select
            id="status"
            name="status"
            {...faultOf('status', faults)}
            defaultValue={typed.status}
            className="field mt-1"
          >
            <option value="">All</option>
            {accountStatuses.map((status) => (
              <option key={status}>{status}</option>
            ))}
          </select>
        </div>
        <button type="submit" className="button button-quiet">
          Search
        </button>
        {isSearching && (
          <PageLink href={address} className="link flex min-h-11 items-center">
            Clear search
          </PageLink>
        )}
      </form>
    </search>
  )
}

type SearchFormProps = Readonly<{
  institutionId: string
  typed: AccountSearchReading['typed']
  faults: Faults
}>
