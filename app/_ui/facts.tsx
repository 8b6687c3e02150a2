import type { ReactNode } from 'react'

/** Names on one side, values on the other, a hairline between the lines. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="mt-4 border-line border-b">{children}</dl>
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-6 border-line border-t py-3">
      <dt className="shrink-0 text-ink-soft">{name}</dt>
      <dd className="wrap-anywhere min-w-0 text-end">{children}</dd>
    </div>
  )
}
