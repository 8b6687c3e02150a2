import './globals.css'
import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import { EnvironmentBar } from './_ui/environment-bar.tsx'
import { Footer } from './_ui/footer.tsx'
import { MenuClosing } from './_ui/menu-closing.tsx'
import { Arrival } from './arrival.tsx'

export const metadata: Metadata = {
  description: 'Sign in once, choose an institution, and see its accounts.',
  robots: { index: false },
}

export const viewport: Viewport = { colorScheme: 'light dark' }

/** What every page has, and what stays while people move on: see `Frame` for the rest. */
export default async function RootLayout({ children }: LayoutProps<'/'>) {
  // A page made at build time cannot carry the nonce that its scripts need, "not found" included.
  await connection()

  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <a href="#main" className="button absolute start-4 -top-20 z-20 focus-visible:top-2">
          Skip to content
        </a>
        <EnvironmentBar />
        {children}
        <Footer />
        <Arrival />
        <MenuClosing />
      </body>
    </html>
  )
}
