import { accountsAddress, authorizeAddress } from '#app/_ui/addresses.ts'
import { InstitutionMark } from '#app/_ui/institution-mark.tsx'
import { Moment } from '#app/_ui/moment.tsx'
import type { InstitutionChoice } from '#lib/data/institutions.ts'

/** One institution, and the way in. Choosing it asks for a fresh grant, also where there is one. */
export function InstitutionRow({ choice }: { choice: InstitutionChoice }) {
  const { institutionId, name, enteredAt } = choice
  const returnTo = accountsAddress(institutionId)

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
      <a href={authorizeAddress({ institutionId, returnTo })} className="button shrink-0">
        Enter
        <span className="sr-only">
          {' '}
          <bdi>{name}</bdi>
        </span>
      </a>
    </li>
  )
}
