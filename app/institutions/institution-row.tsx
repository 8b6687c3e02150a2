import { accountsAddress, authorizeAddress } from '#app/_ui/addresses.ts'
import { InstitutionMark } from '#app/_ui/institution-mark.tsx'
import { Moment } from '#app/_ui/moment.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import type { InstitutionChoice } from '#lib/data/institutions.ts'

/** One institution: a link to its accounts once it was entered, and until then a way in. */
export function InstitutionRow({ choice }: { choice: InstitutionChoice }) {
  const { institutionId, name, enteredAt } = choice
  const address = accountsAddress(institutionId)
  const institution = (
    <span className="sr-only">
      {' '}
      <bdi>{name}</bdi>
    </span>
  )

  return (
    <li className="flex items-center gap-4 border-line border-t py-3">
      <InstitutionMark id={institutionId} name={name} />
      <div className="min-w-0 grow">
        <bdi className="font-strong">{name}</bdi>
        {enteredAt !== null && (
          <p className="text-ink-soft text-small">
            Entered <Moment at={enteredAt} />
          </p>
        )}
      </div>
      {enteredAt !== null ? (
        <PageLink href={address} className="button button-quiet shrink-0">
          Open{institution}
        </PageLink>
      ) : (
        <a
          href={authorizeAddress({ institutionId, returnTo: address })}
          className="button shrink-0"
        >
          Enter{institution}
        </a>
      )}
    </li>
  )
}
