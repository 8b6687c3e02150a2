import { statusRefusals } from '#lib/errors/status-refusals.ts'
import { Frame } from './_ui/frame.tsx'
import { PageLink } from './_ui/page-link.tsx'

/** An address that leads nowhere. */
export default function NotFound() {
  const { title, advice } = statusRefusals['no-page']

  return (
    <Frame title="Page not found">
      <div className="max-w-prose">
        <h1>{title}</h1>
        <p className="mt-2">{advice}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <PageLink href="/institutions" className="button">
            Choose an institution
          </PageLink>
          <PageLink href="/" className="button button-quiet">
            Front page
          </PageLink>
        </div>
      </div>
    </Frame>
  )
}
