import { z } from 'zod'
import { type Faults, faultsOf } from '../faults.ts'
import { addDays, dayOf, isDay, lengthOf, type Period } from './period.ts'
import { typedAmount } from './typed-amount.ts'

/** What an account's transactions are asked for. Amounts in cents, the ends of the range included. */
export type TransactionSearch = Period &
  Readonly<{ query: string; least: number | null; most: number | null; offset: number }>

const names = ['from', 'to', 'query', 'least', 'most', 'offset'] as const
type Name = (typeof names)[number]

/** The same as it stands in the address of the page, right or wrong. */
export type TypedSearch = Readonly<Record<Name, string>>

export type SearchReading = Readonly<
  { typed: TypedSearch } & (
    | { search: TransactionSearch; faults: null }
    | { search: null; faults: Faults }
  )
>

const usualDays = 90
/** Two years, a leap day in them. What is drawn and read stays within bounds. */
const mostDays = 731

const typedDay = z
  .string('Give one day only.')
  .trim()
  .refine((text) => text === '' || isDay(text), 'Choose a day of the calendar, such as 2026-03-04.')
  .refine(
    (day) => day === '' || (day >= '1900-01-01' && day <= '2199-12-31'),
    'Choose a day between 1900 and 2199.',
  )

const typedSearch = z.object({
  from: typedDay,
  to: typedDay,
  query: z
    .string('Search for one text only.')
    .trim()
    .max(100, 'Search for at most 100 characters.'),
  least: typedAmount,
  most: typedAmount,
  offset: z
    .string('Give one page only.')
    .regex(/^\d{0,6}$/, 'There is no such page. Search again to begin with the first one.')
    .transform(Number),
})

/**
 * Reads a search from the page's address. What is absent has a default: the last 90 days, and all that
 * happened in them. Nothing that makes no sense is ever repaired, or sent anywhere.
 *
 * @param now epoch milliseconds
 */
export function readTransactionSearch(
  parameters: Readonly<Record<string, string | string[] | undefined>>,
  now: number,
): SearchReading {
  const given: Record<string, unknown> = {}
  const typed = { from: '', to: '', query: '', least: '', most: '', offset: '' }
  for (const name of names) {
    const values = [parameters[name] ?? ''].flat()
    typed[name] = values[0] ?? ''
    given[name] = values.length > 1 ? values : typed[name]
  }

  const usual = withUsualPeriod(now)
  const reading = typedSearch.transform(usual).superRefine(checkOrder).safeParse(given)
  if (reading.success) return { typed, search: reading.data, faults: null }
  return { typed, search: null, faults: faultsOf(reading.error) }
}

function withUsualPeriod(now: number) {
  return ({ from, to, ...rest }: z.output<typeof typedSearch>): TransactionSearch => {
    const end = to || dayOf(now)
    return { from: from || addDays(end, 1 - usualDays), to: end, ...rest }
  }
}

function checkOrder(search: TransactionSearch, context: z.RefinementCtx): void {
  const fault = (name: Name, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message })
  const { from, to, least, most } = search
  if (from > to) fault('to', 'The range ends before it begins.')
  if (lengthOf(search) > mostDays) fault('from', 'Choose a range of at most two years.')
  if (least !== null && most !== null && least > most) {
    fault('most', 'This is less than the smallest amount.')
  }
}
