import { PageLink } from '#app/_ui/page-link.tsx'

/** The way on while there are no sessions to be had: the same again, where there is such an address. */
export function WhenBack({ isHere }: { isHere: boolean }) {
  return (
    <p className="mt-8">
      {isHere ? (
        // biome-ignore lint/a11y/useValidAnchor: the empty reference is this page's address, query and all.
        <a href="" className="button">
          Load this page again
        </a>
      ) : (
        <PageLink href="/" className="button">
          Back to the start
        </PageLink>
      )}
    </p>
  )
}
