import { hasService } from '#lib/data/service/registration.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { accountsAddress, serviceAddress } from './addresses.ts'
import { FoyerMark } from './foyer-mark.tsx'
import { InstitutionMenu } from './institution-menu.tsx'
import { PageLink } from './page-link.tsx'
import { PersonMenu } from './person-menu.tsx'

const place = 'flex min-h-11 items-center hover:text-accent'

/** The house, the institution in the address, and the person. It shows; it decides no access. */
export function Header({ viewer }: { viewer: Viewer | null }) {
  const institutionId = viewer?.institutionId ?? null

  return (
    <header className="border-line border-b bg-surface">
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-6 px-4 py-2 sm:px-6">
        <PageLink href="/" className="flex min-h-11 items-center gap-2 font-strong">
          <FoyerMark />
          Foyer
        </PageLink>

        {viewer !== null && institutionId !== null && (
          <div className="order-last flex w-full items-center justify-between gap-3 sm:order-none sm:w-auto sm:justify-start sm:gap-6">
            <InstitutionMenu
              institutionId={institutionId}
              name={viewer.institutionName ?? 'This institution'}
            />
            <nav aria-label="Institution" className="flex gap-x-4 sm:gap-x-5">
              <PageLink href={accountsAddress(institutionId)} className={place}>
                Accounts
              </PageLink>
              {hasService(institutionId) && (
                <PageLink href={serviceAddress(institutionId)} className={place}>
                  Service
                </PageLink>
              )}
            </nav>
          </div>
        )}

        {viewer !== null && (
          <div className="ms-auto min-w-0">
            <PersonMenu viewer={viewer} />
          </div>
        )}
      </div>
    </header>
  )
}
