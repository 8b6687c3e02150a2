import { PageLink } from '#app/_ui/page-link.tsx'

type Way = Readonly<{ href: string; title: string }> | null

/** To the steps before and after. */
export function Ways({ previous, next }: { previous: Way; next: Way }) {
  return (
    <nav
      aria-label="Steps"
      className="mt-10 flex flex-wrap justify-between gap-x-8 gap-y-3 border-line border-t pt-4"
    >
      {previous && (
        <PageLink href={previous.href} rel="prev" className="link">
          <span aria-hidden="true">← </span>
          {previous.title}
        </PageLink>
      )}
      {next && (
        <PageLink href={next.href} rel="next" className="link ms-auto text-end">
          {next.title}
          <span aria-hidden="true"> →</span>
        </PageLink>
      )}
    </nav>
  )
}
