import { redirect } from 'next/navigation'
import { accountsAddress, authorizeAddress } from '#app/_ui/addresses.ts'
import { Explanation } from '#app/_ui/explanation.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import type { Outcome } from '#lib/data/outcome.ts'
import { InstitutionRow } from './institution-row.tsx'
import { NoInstitution } from './no-institution.tsx'
import type { PickerPage } from './picker-page.ts'
import { type PickerPath, type PickerSearch, pickerAddress } from './picker-search.ts'

/** Few people have so many institutions that finding one needs a search. */
const searchFrom = 8

/** One page of the institutions this person may enter. */
export async function InstitutionChoices(props: InstitutionChoicesProps) {
  const { path, search, outcome: promise, entered, entersAtOnce } = props
  const outcome = await promise

  if (!outcome.ok) {
    return (
      <>
        <div className="mt-8">
          <Explanation
            problem={outcome.problem}
            place={{ institutionId: null, address: pickerAddress(path, search) }}
          />
        </div>
        {entered}
      </>
    )
  }

  const { choices, found, total, paging } = outcome.value
  const [first] = choices
  if (entersAtOnce && total === 1 && first) {
    const { institutionId, enteredAt } = first
    const returnTo = accountsAddress(institutionId)
    redirect(enteredAt === null ? authorizeAddress({ institutionId, returnTo }) : returnTo)
  }
  if (total === 0) return <NoInstitution />

  const isLong = total > choices.length && search.query === '' && search.offset === 0
  const byName = Map.groupBy(choices, ({ name }) => name)
  return (
    <div data-many={total >= searchFrom || undefined}>
      {isLong && entered && (
        <>
          {entered}
          <h2 className="mt-8">All {total}</h2>
        </>
      )}
      {first && (
        <ul className="mt-6 border-line border-b">
          {choices.map((choice) => (
            <InstitutionRow
              key={choice.institutionId}
              choice={choice}
              isAmbiguous={byName.get(choice.name)?.length !== 1}
            />
          ))}
        </ul>
      )}
      {!first && found === 0 && (
        <p className="mt-4">
          <PageLink href={pickerAddress(path, {})} className="link">
            Show all
          </PageLink>
        </p>
      )}
      {!first && found > 0 && (
        <p className="mt-6">
          The list ends before this page.{' '}
          <PageLink href={pickerAddress(path, { query: search.query })} className="link">
            Go to the first page
          </PageLink>
        </p>
      )}
      <Pager paging={paging} addressAt={(offset) => pickerAddress(path, { ...search, offset })} />
    </div>
  )
}

type InstitutionChoicesProps = Readonly<{
  path: PickerPath
  search: PickerSearch
  outcome: Promise<Outcome<PickerPage>>
  /** What was entered before: offered whatever the directory says, and above a long list. */
  entered: React.ReactNode
  entersAtOnce: boolean
}>
