import type { ReactNode } from 'react'

/** The content of a page, and where the skip link leads. */
export function Main({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-page px-4 py-8 sm:px-6 sm:py-12">
      {children}
    </main>
  )
}
