import type { ReactNode } from 'react'

/** Holds the place of content on its way, at its height. */
export function Skeleton({ children }: { children: ReactNode }) {
  return (
    <div className="skeleton">
      <p className="sr-only">Loading…</p>
      <div aria-hidden="true">{children}</div>
    </div>
  )
}

/** Where a line of text will be. `className` says how high and wide. */
export function Bone({ className }: { className: string }) {
  return <span className={`block rounded-box bg-sunken ${className}`} />
}
