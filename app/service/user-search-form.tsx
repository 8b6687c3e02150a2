import { serviceAddress } from '#app/_ui/addresses.ts'
import { FieldFault, faultOf } from '#app/_ui/field.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'

/** Asks by address, so that a result can be kept, shared and gone back to. */
export function UserSearchForm({ institutionId, typed, faults }: UserSearchFormProps) {
  return (
    <search>
      <form
        method="get"
        action="/service"
        // A form keeps what was typed in it when only the address changes; this one starts afresh.
        key={typed}
        className="mt-6 flex flex-wrap items-end gap-3"
      >
        <input type="hidden" name="institutionId" value={institutionId} />
        <div className="min-w-0 grow sm:max-w-80">
          <label htmlFor="query" className="font-strong text-small">
            Search
          </label>
          <p id="query-hint" className="text-ink-soft text-small">
            A name, a business, an e-mail address or a username
          </p>
          <FieldFault name="query" fault={faults.query} />
          <input
            id="query"
            name="query"
            type="search"
            defaultValue={typed}
            maxLength={100}
            autoComplete="off"
            {...faultOf('query', faults)}
            aria-describedby={faults.query ? 'query-hint query-fault' : 'query-hint'}
            className="field mt-1"
          />
        </div>
        <button type="submit" className="button button-quiet">
          Search
        </button>
        {typed !== '' && (
          <PageLink
            href={serviceAddress(institutionId)}
            className="link flex min-h-11 items-center"
          >
            Clear search
          </PageLink>
        )}
      </form>
    </search>
  )
}

type UserSearchFormProps = Readonly<{
  institutionId: string
  typed: string
  faults: Readonly<Record<string, string>>
}>
