import { getEnteredInstitutions } from '#lib/data/institutions.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { accountsAddress } from './addresses.ts'
import { InstitutionMark } from './institution-mark.tsx'
import { PageLink } from './page-link.tsx'

/** The way on for someone who is signed in already. */
export async function SignedInWelcome({ viewer }: { viewer: Viewer }) {
  const entered = await getEnteredInstitutions()

  return (
    <div className="mt-8">
      <p>
        You are signed in as <bdi className="font-strong">{viewer.name}</bdi>.
      </p>
      {entered.length > 0 && (
        <ul className="mt-4">
          {entered.map(({ institutionId, name }) => (
            <li key={institutionId}>
              <PageLink
                href={accountsAddress(institutionId)}
                className="link flex min-h-12 items-center gap-3"
              >
                <InstitutionMark id={institutionId} name={name} />
                <bdi>{name}</bdi>
              </PageLink>
            </li>
          ))}
        </ul>
      )}
      <PageLink href="/institutions" className="button mt-4">
        Choose an institution
      </PageLink>
    </div>
  )
}
