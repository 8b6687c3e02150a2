import { getInspectorMode } from '#lib/data/environment.ts'
import { PageLink } from './page-link.tsx'

export function Footer() {
  return (
    <footer className="order-1 mt-auto border-line border-t">
      <div className="mx-auto flex max-w-page flex-wrap justify-between gap-x-6 gap-y-2 px-4 py-6 text-ink-soft text-small sm:px-6">
        <p>
          Foyer is an unofficial reference app. It is not affiliated with, endorsed by or connected
          to Jack Henry &amp; Associates.
        </p>
        {getInspectorMode() !== 'off' && (
          <PageLink href="/inspector" className="link">
            Inspector
          </PageLink>
        )}
      </div>
    </footer>
  )
}
