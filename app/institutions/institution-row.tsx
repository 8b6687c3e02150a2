import { accountsAddress, authorizeAddress } from '#app/_ui/addresses.ts'
import { InstitutionMark } from '#app/_ui/institution-mark.tsx'
import { Moment } from '#app/_ui/moment.tsx'
import { hasInstitutionZero } from '#lib/data/environment.ts'
import type { InstitutionChoice } from '#lib/data/institutions.ts'

/** One institution, and the way in. */
export function InstitutionRow({ choice, isAmbiguous }: InstitutionRowProps) {
  const { institutionId, name, enteredAt } = choice

  return (
    <li className="flex items-center gap-4 border-line border-t py-3">
      <InstitutionMark id={institutionId} name={name} />
      <div className="min-w-0 grow">
        <bdi className="font-strong">{name}</bdi>
        {isAmbiguous && (
          <bdi className="wrap-anywhere block font-mono text-ink-soft text-small">
            {institutionId}
          </bdi>
        )}
        {enteredAt !== null && (
          <p className="text-ink-soft text-small">
            {hasInstitutionZero() ? 'Entered' : 'Signed in'} <Moment at={enteredAt} />
          </p>
        )}
      </div>
      <a href={wayIn(choice)} className="button shrink-0">
        Enter
        <span className="sr-only">
          {' '}
          <bdi>{name}</bdi>
        </span>
      </a>
    </li>
  )
}

type InstitutionRowProps = Readonly<{
  choice: InstitutionChoice
  /** Another one has the same name: the id tells them apart. */
  isAmbiguous: boolean
}>

/**
 * Choosing asks for a fresh grant, also where there is one. Where choosing is the sign-in, whoever is
 * signed in need not sign in again.
 */
function wayIn({ institutionId, enteredAt }: InstitutionChoice): string {
  const returnTo = accountsAddress(institutionId)
  return enteredAt !== null && !hasInstitutionZero()
    ? returnTo
    : authorizeAddress({ institutionId, returnTo })
}
