/** What the picker is asked for, as it stands in its address. */
export type PickerSearch = Readonly<{ query: string; offset: number }>

/** What was typed, right or wrong; and either what it means, or what is wrong with it, by field. */
export type PickerReading = Readonly<
  { typed: string } & (
    | { search: PickerSearch; faults: null }
    | { search: null; faults: Readonly<Record<string, string>> }
  )
>

/** Where the picker stands: without Institution Zero, it is the front page too. */
export type PickerPath = '/' | '/institutions'

export const longestQuery = 100

/** Reads a search from the picker's address. What makes no sense is not repaired, and nobody is asked. */
export function readPickerSearch(
  parameters: Readonly<Record<string, string | string[] | undefined>>,
): PickerReading {
  const { query = '', offset = '' } = parameters
  const typed = [query].flat()[0] ?? ''
  const wrong = Object.entries({ query: faultOfQuery(query), offset: faultOfOffset(offset) })
  const faults = wrong.flatMap(([name, fault]) => (fault === null ? [] : [[name, fault]]))

  return faults.length === 0
    ? { typed, search: { query: typed.trim(), offset: Number(offset) }, faults: null }
    : { typed, search: null, faults: Object.fromEntries(faults) }
}

export function pickerAddress(path: PickerPath, { query, offset }: Partial<PickerSearch>): string {
  const parameters = new URLSearchParams()
  if (query) parameters.set('query', query)
  if (offset) parameters.set('offset', String(offset))
  return parameters.size > 0 ? `${path}?${parameters}` : path
}

function faultOfQuery(query: string | string[]): string | null {
  if (typeof query !== 'string') return 'Search for one name only.'
  if (query.trim().length > longestQuery) return `Use at most ${longestQuery} characters.`
  return /\p{Cc}/u.test(query.trim()) ? 'Leave out tabs, line breaks and control characters.' : null
}

function faultOfOffset(offset: string | string[]): string | null {
  return typeof offset === 'string' && /^\d{0,5}$/.test(offset)
    ? null
    : 'There is no such page of the list.'
}
