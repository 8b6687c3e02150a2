import { authorizeAddress } from '#app/_ui/addresses.ts'
import { Explanation } from '#app/_ui/explanation.tsx'
import { getInstitutions } from '#lib/data/institutions.ts'
import { settle } from '#lib/data/outcome.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { InstitutionRow } from './institution-row.tsx'
import { InstitutionSearch } from './institution-search.tsx'
import { matching, shownAtMost } from './matching.ts'

/** Few people have so many institutions that finding one needs a search. */
const searchFrom = 8

/** The institutions this person may enter. */
export async function InstitutionChoices({ viewer, query }: { viewer: Viewer; query: string }) {
  const outcome = await settle(getInstitutions(viewer))

  if (!outcome.ok) {
    return (
      <div className="mt-8">
        <Explanation
          problem={outcome.problem}
          place={{ institutionId: null, address: '/institutions' }}
        />
      </div>
    )
  }

  const choices = outcome.value
  if (choices.length === 0) return <NoInstitution />

  const found = matching(choices, query)

  return (
    <>
      {(choices.length >= searchFrom || query !== '') && <InstitutionSearch query={query} />}
      {found.length === 0 ? (
        <p className="mt-8">
          No institution of yours is called “<bdi>{query}</bdi>”.
        </p>
      ) : (
        <ul className="mt-8 border-line border-b">
          {found.slice(0, shownAtMost).map((choice) => (
            <InstitutionRow key={choice.institutionId} choice={choice} />
          ))}
        </ul>
      )}
      {found.length > shownAtMost && (
        <p className="mt-4">
          These are the first {shownAtMost} of {found.length}. Search to see the others.
        </p>
      )}
      <p className="mt-6 text-ink-soft text-small">
        Entering asks the sign-in service for a fresh grant, for that institution only.
      </p>
    </>
  )
}

function NoInstitution() {
  return (
    <div className="mt-8">
      <h2>No institution is open to you yet</h2>
      <p className="mt-2">
        Your sign-in worked, but no institution has given you access. Ask the administrator of yours
        to add you, then load this page again.
      </p>
      <p className="mt-6">
        <a
          href={authorizeAddress({ account: 'other', returnTo: '/institutions' })}
          className="button button-quiet"
        >
          Use another account
        </a>
      </p>
    </div>
  )
}
