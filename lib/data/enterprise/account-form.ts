import { z } from 'zod'
import { type Faults, faultsOf, oneLine } from '../faults.ts'
import { type Account, accountStatuses, accountTypes, account as wholeAccount } from './account.ts'

const notADate = 'Write a date that is in the calendar, such as 2027-03-27.'
const text = (nothing: string) => oneLine(z.string(nothing), 200).min(1, nothing)
const date = z.string(notADate).trim().pipe(z.iso.date(notADate))
const maybeDate = z.literal('').transform(() => null)

const dates = {
  openedDate: date,
  maturityDate: z
    .string(notADate)
    .trim()
    .pipe(z.union([maybeDate, z.iso.date()], notADate)),
}

function inOrder(it: { openedDate: string; maturityDate: string | null }): boolean {
  return it.maturityDate === null || it.maturityDate >= it.openedDate
}
const disorder = {
  path: ['maturityDate'],
  error: 'An account cannot mature before it was opened.',
}

/** The three forms that change an account, each with the fields of its own. */
const forms = {
  details: z
    .object({
      name: text('Give the account a name.'),
      customerName: text('Say whose account it is.'),
      type: z.enum(accountTypes, 'Choose a type from the list.'),
      status: z.enum(accountStatuses, 'Choose a status from the list.'),
      ...dates,
    })
    .refine(inOrder, disorder),
  name: z.object({ name: text('Give the account a name.') }),
  dates: z.object(dates).refine(inOrder, disorder),
}

export type AccountPart = keyof typeof forms
export type AccountChange = Partial<Account>

export function isAccountPart(value: string): value is AccountPart {
  return Object.hasOwn(forms, value)
}

/** Reads what was typed into a form: the change it asks for, or what is wrong with it. */
export function readAccountForm(
  part: AccountPart,
  typed: Readonly<Record<string, string>>,
): Readonly<{ change: AccountChange; faults: null } | { change: null; faults: Faults }> {
  const reading = forms[part].safeParse(typed)
  return reading.success
    ? { change: reading.data, faults: null }
    : { change: null, faults: faultsOf(reading.error) }
}

/** The names of a form's fields, in their order. */
export function fieldsOf(part: AccountPart): readonly (keyof Account)[] {
  return Object.keys(forms[part].shape) as (keyof Account)[]
}

/** An account as a form carries it along; null for what is none. */
export function readAccount(json: string): Account | null {
  try {
    return wholeAccount.parse(JSON.parse(json))
  } catch {
    return null
  }
}
