import { Frame } from './_ui/frame.tsx'
import { PageLink } from './_ui/page-link.tsx'

export default function NotFound() {
  return (
    <Frame title="Page not found">
      <div className="max-w-prose">
        <h1>There is nothing at this address</h1>
        <p className="mt-2">
          It may be misspelt, or what was here is gone, or you are not meant to see it.
        </p>
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
