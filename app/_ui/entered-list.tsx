import type { InstitutionChoice } from '#lib/data/institutions.ts'
import { accountsAddress } from './addresses.ts'
import { InstitutionMark } from './institution-mark.tsx'
import { PageLink } from './page-link.tsx'

/** What was entered already, each a way straight to its accounts. */
export function EnteredList({ entered }: { entered: readonly InstitutionChoice[] }) {
  return (
    <ul className="mt-4">
      {entered.map(({ institutionId, name }) => (
        <li key={institutionId}>
          <PageLink
            href={accountsAddress(institutionId)}
            className="link flex min-h-12 items-center gap-3"
          >
            <InstitutionMark id={institutionId} name={name} />
            <bdi className="min-w-0">{name}</bdi>
          </PageLink>
        </li>
      ))}
    </ul>
  )
}
