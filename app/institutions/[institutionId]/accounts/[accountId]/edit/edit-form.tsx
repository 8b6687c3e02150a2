import { accountAddress, editAddress } from '#app/_ui/addresses.ts'
import { ChoiceField, TextField } from '#app/_ui/field.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { type Account, accountStatuses, accountTypes } from '#lib/data/enterprise/account.ts'
import { type AccountPart, fieldsOf } from '#lib/data/enterprise/account-form.ts'
import type { Faults } from '#lib/data/faults.ts'
import { Value } from './value.tsx'
import { asTyped, labels } from './wording.ts'

const choices: Readonly<Record<string, readonly string[]>> = {
  type: accountTypes,
  status: accountStatuses,
}
const hints: Readonly<Record<string, string>> = {
  openedDate: 'Year, month and day, such as 2027-03-27',
  maturityDate: 'Year, month and day; empty where the account has no end',
}

/** A plain form: what it is about travels with it, so that it can be sent from any tab, once. */
export function EditForm({ part, place, opening, typed, faults, mayChange, theirs }: Props) {
  const { institutionId } = place
  const { id, attempt, began } = opening

  return (
    <form
      method="post"
      action={`${editAddress(institutionId, began.id, part)}/save`}
      noValidate
      autoComplete="off"
      // The router keeps a form that is in the same place; this one starts afresh.
      key={`${id} ${attempt}`}
      className="max-w-prose"
    >
      <input type="hidden" name="draft" value={id} />
      <input type="hidden" name="attempt" value={attempt} />
      <input type="hidden" name="began" value={JSON.stringify(began)} />
      {fieldsOf(part).map((name) => {
        const field = {
          name,
          label: labels[name] ?? name,
          hint: hints[name] ?? null,
          fault: faults[name] ?? null,
          note: noteOn(
            theirs?.find((it) => it.name === name),
            typed[name],
          ),
          value: typed[name] ?? '',
        }
        const options = choices[name]
        return options ? (
          <ChoiceField key={name} {...field} options={options} />
        ) : (
          <TextField key={name} {...field} most={name.endsWith('Date') ? 20 : 200} />
        )
      })}
      {!mayChange && (
        <p className="mt-6 border-accent border-s-4 ps-4">
          So far Foyer may only look. Saving first asks you to allow one thing more: to change
          accounts at this institution. What you typed is kept.
        </p>
      )}
      <div className="mt-8 flex flex-wrap gap-3">
        <button type="submit" className="button">
          {theirs ? 'Keep mine and save' : 'Save'}
        </button>
        <PageLink href={accountAddress(institutionId, began.id)} className="button button-quiet">
          {theirs ? 'Take theirs' : 'Cancel'}
        </PageLink>
      </div>
    </form>
  )
}

type Theirs = Readonly<{
  name: keyof Account
  was: Account[keyof Account]
  is: Account[keyof Account]
}>

type Props = Readonly<{
  part: AccountPart
  place: Readonly<{ institutionId: string }>
  opening: Readonly<{ id: string; attempt: number; began: Account }>
  typed: Readonly<Record<string, string>>
  faults: Faults
  mayChange: boolean
  /** What somebody else changed meanwhile, and the person decides about. */
  theirs?: readonly Theirs[] | null
}>

function noteOn(theirs: Theirs | undefined, typed = '') {
  if (!theirs) return null
  const isTheirs = typed === asTyped(theirs.is)
  return (
    <>
      Changed meanwhile from <Value of={theirs.was} /> to <Value of={theirs.is} />.{' '}
      {isTheirs ? 'That stands here.' : 'What you typed stands here.'}
    </>
  )
}
