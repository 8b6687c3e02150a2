import type { Viewer } from '#lib/data/viewer.ts'
import { Menu, menuItem } from './menu.tsx'
import { PageLink } from './page-link.tsx'
import { SignOutButton } from './sign-out-button.tsx'

/** Who is signed in, and the way out. */
export function PersonMenu({ viewer }: { viewer: Viewer }) {
  return (
    <Menu
      align="end"
      summary={
        <>
          <span className="sr-only">Signed in as </span>
          <bdi className="wrap-anywhere max-w-36 py-1 text-end sm:max-w-56">{viewer.name}</bdi>
        </>
      }
    >
      <p className="border-line border-b px-3 pt-1 pb-3">
        <bdi className="font-strong">{viewer.name}</bdi>
        {viewer.email !== null && (
          <span className="block text-ink-soft text-small">
            <bdi>{viewer.email}</bdi>
          </span>
        )}
      </p>
      <div className="pt-2">
        <PageLink href="/profile" className={menuItem}>
          Profile
        </PageLink>
        <SignOutButton className={menuItem} />
      </div>
    </Menu>
  )
}
