import { accountsAddress } from '#app/_ui/addresses.ts'
import { InstitutionMark } from '#app/_ui/institution-mark.tsx'
import { Moment } from '#app/_ui/moment.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import type { Profile } from '#lib/data/profile.ts'

/** Each institution with the grant of its own that opened it. */
export function EnteredInstitutions({ institutions }: { institutions: Profile['institutions'] }) {
  return (
    <section aria-labelledby="entered-institutions" className="mt-12">
      <h2 id="entered-institutions">Institutions you entered</h2>
      {institutions.length === 0 ? (
        <p className="mt-2">
          None yet.{' '}
          <PageLink href="/institutions" className="link">
            Choose an institution
          </PageLink>
        </p>
      ) : (
        <ul className="mt-4 border-line border-b">
          {institutions.map(({ institutionId, name, enteredAt }) => (
            <li key={institutionId} className="flex gap-4 border-line border-t py-3">
              <InstitutionMark id={institutionId} name={name} />
              <div className="min-w-0">
                <PageLink href={accountsAddress(institutionId)} className="link font-strong">
                  <bdi>{name}</bdi>
                </PageLink>
                {enteredAt !== null && (
                  <p className="text-ink-soft text-small">
                    Entered <Moment at={enteredAt} />
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
