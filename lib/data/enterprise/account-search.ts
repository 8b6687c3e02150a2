import { z } from 'zod'
import { type Faults, faultsOf, oneLine } from '../faults.ts'
import { type AccountStatus, accountStatuses } from './account.ts'

/** What a list of accounts is asked for, as it stands in the address of the page. */
export type AccountSearch = Readonly<{
  query: string
  status: AccountStatus | null
  offset: number
}>

type Typed = Readonly<{ query: string; status: string; offset: string }>

/** The same as it was typed, right or wrong; and either what it means, or what is wrong with it. */
export type AccountSearchReading = Readonly<
  { typed: Typed } & ({ search: AccountSearch; faults: null } | { search: null; faults: Faults })
>

const search = z.object({
  query: oneLine(z.string('Search for one text only.'), 100),
  status: z
    .enum(['', ...accountStatuses], 'Choose a status from the list.')
    .transform((status) => status || null),
  offset: z
    .string('Give one page only.')
    .regex(/^\d{0,6}$/, 'There is no such page of the list.')
    .transform(Number),
})

/** Reads a search from the page's address. Nothing that makes no sense is repaired, or sent anywhere. */
export function readAccountSearch(
  parameters: Readonly<Record<string, string | string[] | undefined>>,
): AccountSearchReading {
  const { query = '', status = '', offset = '' } = parameters
  const given = { query, status, offset }
  const typed = { query: first(query), status: first(status), offset: first(offset) }
  const reading = search.safeParse(given)
  return reading.success
    ? { typed, search: reading.data, faults: null }
    : { typed, search: null, faults: faultsOf(reading.error) }
}

const first = (value: string | string[]) => [value].flat()[0] ?? ''
