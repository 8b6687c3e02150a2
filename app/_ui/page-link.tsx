import Link from 'next/link'
import type { ComponentProps } from 'react'

/**
 * A link between pages. Never fetched ahead: our pages ask APIs on behalf of a person, and a list
 * that scrolls by is no request of theirs.
 */
export function PageLink(props: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  return <Link {...props} prefetch={false} />
}
