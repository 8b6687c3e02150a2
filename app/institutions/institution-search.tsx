export function InstitutionSearch({ query }: { query: string }) {
  return (
    <search>
      <form method="get" action="/institutions" className="mt-6 flex items-end gap-3">
        <div className="grow">
          <label htmlFor="query" className="font-strong text-small">
            Search
          </label>
          <input
            id="query"
            name="query"
            type="search"
            defaultValue={query}
            maxLength={100}
            autoComplete="off"
            className="field mt-1"
          />
        </div>
        <button type="submit" className="button button-quiet">
          Search
        </button>
      </form>
    </search>
  )
}
