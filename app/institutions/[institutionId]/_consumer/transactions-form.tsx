import { ErrorSummary, FaultList } from '#app/_ui/error-summary.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import type { SearchReading } from '#lib/data/consumer/transaction-search.ts'
import { SearchField } from './search-field.tsx'

/** Asks by address, so that a result can be kept, shared and gone back to. */
export function TransactionsForm({ action, reading }: TransactionsFormProps) {
  const { typed, search, faults } = reading
  const isSearching = Object.values(typed).some((it) => it !== '')
  const shared = {
    typed: { ...typed, ...(search && { from: search.from, to: search.to }) },
    faults,
  }

  return (
    <search>
      {faults && (
        <ErrorSummary title="There is something wrong with this search">
          <FaultList faults={faults} labels={labels} hrefs={{ offset: action }} />
        </ErrorSummary>
      )}
      <form
        method="get"
        action={action}
        // A form keeps what was typed in it when only the address changes; this one starts afresh.
        key={JSON.stringify(typed)}
        className={`mt-4 grid items-end gap-x-3 gap-y-4 ${faults ? 'max-w-prose md:grid-cols-2' : 'grid-cols-2 md:grid-cols-[10rem_10rem_1fr_7rem_7rem]'}`}
        noValidate
      >
        <SearchField {...shared} name="from" label={labels.from} kind="date" />
        <SearchField {...shared} name="to" label={labels.to} kind="date" />
        <div className={faults ? 'md:col-span-2' : 'col-span-2 md:col-span-1'}>
          <SearchField {...shared} name="query" label={labels.query} kind="search" />
        </div>
        <SearchField {...shared} name="least" label={labels.least} kind="decimal" />
        <SearchField {...shared} name="most" label={labels.most} kind="decimal" />
        <div className="col-span-full flex flex-wrap items-center gap-x-4 gap-y-2">
          <button type="submit" className="button button-quiet">
            Search
          </button>
          {isSearching && (
            <PageLink href={action} className="link flex min-h-11 items-center">
              Clear search
            </PageLink>
          )}
          <p className="text-ink-soft text-small">What was paid out has a minus: −50.</p>
        </div>
      </form>
    </search>
  )
}

const labels = {
  from: 'From',
  to: 'To',
  query: 'Name or memo',
  least: 'Amount from',
  most: 'Amount to',
} as const

type TransactionsFormProps = Readonly<{ action: string; reading: SearchReading }>
