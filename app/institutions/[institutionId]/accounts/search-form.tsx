import { accountsAddress } from '#app/_ui/addresses.ts'
import { PageLink } from '#app/_ui/page-link.tsx'
import { type AccountSearch, accountStatuses } from '#lib/data/accounts.ts'

/** Asks by address, so that a result can be kept, shared and gone back to. */
export function SearchForm({ institutionId, search }: SearchFormProps) {
  const address = accountsAddress(institutionId)
  const isSearching = search.query !== '' || search.status !== null

  return (
    <search>
      <form
        method="get"
        action={address}
        // A form keeps what was typed in it when only the address changes; this one starts afresh.
        key={accountsAddress(institutionId, search)}
        className="mt-6 grid grid-cols-[1fr_auto] items-end gap-3 sm:flex"
      >
        <div className="col-span-2 sm:w-72">
          <label htmlFor="query" className="font-strong text-small">
            Search
          </label>
          <input
            id="query"
            name="query"
            type="search"
            defaultValue={search.query}
            maxLength={100}
            autoComplete="off"
            className="field mt-1"
          />
        </div>
        <div>
          <label htmlFor="status" className="font-strong text-small">
            Status
          </label>
          <select
            id="status"
            name="status"
            defaultValue={search.status ?? ''}
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

type SearchFormProps = Readonly<{ institutionId: string; search: AccountSearch }>
