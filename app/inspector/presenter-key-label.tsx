import type { ReactNode } from 'react'

/** What a control does, and the key that does it. Who listens hears the former; the list of keys has the latter. */
export function PresenterKeyLabel({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <span aria-hidden="true" className="me-2 rounded-box border border-edge px-2 py-1 font-mono">
        {name}
      </span>
      <span className="link">{children}</span>
    </>
  )
}
