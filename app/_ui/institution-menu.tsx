import { hasInstitutionZero } from '#lib/data/environment.ts'
import {
  getEnteredInstitutions,
  getKnownInstitutions,
  type ListedInstitution,
} from '#lib/data/institutions.ts'
import { accountsAddress, authorizeAddress } from './addresses.ts'
import { InstitutionMark } from './institution-mark.tsx'
import { Menu, menuItem } from './menu.tsx'
import { PageLink } from './page-link.tsx'

/** More than so many are left to the picker. */
const handful = 6

/** The institution this page is about, and the way to the others: those that were entered first. */
export async function InstitutionMenu({ institutionId, name }: InstitutionMenuProps) {
  const entered = await getEnteredInstitutions()
  const seen = new Set([institutionId, ...entered.map((it) => it.institutionId)])
  const known = getKnownInstitutions()
  const others =
    known.length <= handful ? known.filter((other) => !seen.has(other.institutionId)) : []

  return (
    <Menu
      summary={
        <>
          <InstitutionMark id={institutionId} name={name} />
          <bdi className="wrap-anywhere max-w-40 py-1 font-strong sm:max-w-56">{name}</bdi>
          <span className="sr-only">, other institutions</span>
        </>
      }
    >
      <ul className="max-h-72 overflow-y-auto">
        {entered
          .filter((other) => other.institutionId !== institutionId)
          .map((other) => (
            <li key={other.institutionId}>
              <PageLink href={accountsAddress(other.institutionId)} className={menuItem}>
                <MarkedName institution={other} />
              </PageLink>
            </li>
          ))}
        {others.map((other) => (
          <li key={other.institutionId}>
            <a href={entering(other)} className={menuItem}>
              <MarkedName institution={other} />
              <span className="ms-auto shrink-0 text-ink-soft text-small">
                {hasInstitutionZero() ? 'Enter' : 'Sign in'}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <PageLink href="/institutions" className={menuItem}>
        {hasInstitutionZero() ? 'All institutions' : 'All banks'}
      </PageLink>
    </Menu>
  )
}

type InstitutionMenuProps = Readonly<{ institutionId: string; name: string }>

function MarkedName({ institution }: { institution: ListedInstitution }) {
  return (
    <>
      <InstitutionMark id={institution.institutionId} name={institution.name} />
      <bdi className="min-w-0">{institution.name}</bdi>
    </>
  )
}

// A plain link: it begins a flow.
function entering({ institutionId }: ListedInstitution): string {
  return authorizeAddress({ institutionId, returnTo: accountsAddress(institutionId) })
}
