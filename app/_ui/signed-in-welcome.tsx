import { getEnteredInstitutions } from '#lib/data/institutions.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { EnteredList } from './entered-list.tsx'
import { PageLink } from './page-link.tsx'

/** The way on for someone who is signed in already. */
export async function SignedInWelcome({ viewer }: { viewer: Viewer }) {
  const entered = await getEnteredInstitutions()

  return (
    <div className="mt-8">
      <p>
        You are signed in as <bdi className="font-strong">{viewer.name}</bdi>.
      </p>
      {entered.length > 0 && <EnteredList entered={entered} />}
      <PageLink href="/institutions" className="button mt-4">
        Choose an institution
      </PageLink>
    </div>
  )
}
