import { Suspense } from 'react'
import { EnteredList } from '#app/_ui/entered-list.tsx'
import { ErrorSummary, FaultList } from '#app/_ui/error-summary.tsx'
import { Streamed } from '#app/_ui/streamed.tsx'
import { hasInstitutionZero } from '#lib/data/environment.ts'
import { getEnteredInstitutions } from '#lib/data/institutions.ts'
import { settle } from '#lib/data/outcome.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { HowChosen } from './how-chosen.tsx'
import { InstitutionChoices } from './institution-choices.tsx'
import { InstitutionSearch } from './institution-search.tsx'
import { InstitutionsSkeleton } from './institutions-skeleton.tsx'
import { getPickerPage } from './picker-page.ts'
import type { PickerPath, PickerReading, PickerSearch } from './picker-search.ts'
import { SearchResult } from './search-result.tsx'

/** Offers institutions, and decides about none: access is what the token says that choosing one brings. */
export function Picker({ viewer, path, reading, entersAtOnce = false }: PickerProps) {
  const { typed, search, faults } = reading

  return (
    <div className="max-w-prose">
      {faults && (
        <ErrorSummary title="There is something wrong with this search">
          <FaultList faults={faults} hrefs={{ offset: path }} />
        </ErrorSummary>
      )}
      <InstitutionSearch path={path} typed={typed} faults={faults ?? {}} />
      {search && <Found {...{ viewer, path, search, entersAtOnce }} />}
      <p className="mt-6 text-ink-soft text-small">
        {hasInstitutionZero()
          ? 'Entering asks the sign-in service for a fresh grant, for that institution only.'
          : 'You sign in at the bank itself. Foyer never sees your password, and no bank sees another.'}
      </p>
      <HowChosen />
    </div>
  )
}

type PickerProps = Readonly<{
  /** Null where people sign in at the institution they choose, and nobody has yet. */
  viewer: Viewer | null
  path: PickerPath
  reading: PickerReading
  /** Whether the only institution there is is entered without a click. */
  entersAtOnce?: boolean
}>

async function Found({ viewer, path, search, entersAtOnce }: FoundProps) {
  const outcome = settle(getPickerPage(viewer, search))
  const entered = await Entered()

  return (
    <>
      {/* Always there, so that a screen reader notices when it changes. */}
      <output className="mt-4 block text-small empty:hidden">
        <Suspense>
          <SearchResult outcome={outcome} query={search.query} />
        </Suspense>
      </output>
      <Streamed
        content={InstitutionChoices({ path, search, outcome, entered, entersAtOnce })}
        skeleton={
          <>
            {entered}
            <InstitutionsSkeleton isBelowOthers={entered !== null} />
          </>
        }
      />
    </>
  )
}

type FoundProps = Omit<PickerProps, 'reading'> &
  Readonly<{ search: PickerSearch; entersAtOnce: boolean }>

/** What needs no directory: it is offered while that is slow, and when it is down. */
async function Entered() {
  const entered = await getEnteredInstitutions()
  if (entered.length === 0) return null

  return (
    <section aria-labelledby="entered" className="mt-6">
      <h2 id="entered">Entered before</h2>
      <EnteredList entered={entered} />
    </section>
  )
}
