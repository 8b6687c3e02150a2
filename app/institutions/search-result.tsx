import type { Outcome } from '#lib/data/outcome.ts'
import type { PickerPage } from './picker-page.ts'

/** What a search has found, in a sentence: shown, and said to whoever cannot see the list change. */
export async function SearchResult({ outcome: promise, query }: SearchResultProps) {
  const outcome = await promise
  if (!outcome.ok || query === '' || outcome.value.total === 0) return null

  const { found, total } = outcome.value
  const asked = (
    <>
      “<bdi>{query}</bdi>”
    </>
  )
  return found === 0 ? (
    <>No institution matches {asked}.</>
  ) : (
    <>
      {found} of {total} {found === 1 ? 'matches' : 'match'} {asked}.
    </>
  )
}

type SearchResultProps = Readonly<{ outcome: Promise<Outcome<PickerPage>>; query: string }>
