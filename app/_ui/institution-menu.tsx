import { getEnteredInstitutions } from '#lib/data/institutions.ts'
import { accountsAddress } from './addresses.ts'
import { InstitutionMark } from './institution-mark.tsx'
import { Menu, menuItem } from './menu.tsx'
import { PageLink } from './page-link.tsx'

/** The institution this page is about, and the way to the others that were entered. */
export async function InstitutionMenu({ institutionId, name }: InstitutionMenuProps) {
  const entered = await getEnteredInstitutions()
  const others = entered.filter((other) => other.institutionId !== institutionId)

  return (
    <Menu
      summary={
        <>
          <InstitutionMark id={institutionId} name={name} />
          <bdi className="max-w-40 truncate font-strong sm:max-w-56">{name}</bdi>
          <span className="sr-only">, other institutions</span>
        </>
      }
    >
      <ul className="max-h-72 overflow-y-auto">
        {others.map((other) => (
          <li key={other.institutionId}>
            <PageLink href={accountsAddress(other.institutionId)} className={menuItem}>
              <InstitutionMark id={other.institutionId} name={other.name} />
              <bdi>{other.name}</bdi>
            </PageLink>
          </li>
        ))}
      </ul>
      <PageLink href="/institutions" className={menuItem}>
        All institutions
      </PageLink>
    </Menu>
  )
}

type InstitutionMenuProps = Readonly<{ institutionId: string; name: string }>
