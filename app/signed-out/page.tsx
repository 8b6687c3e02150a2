import type { Metadata } from 'next'
import { authorizeAddress } from '#app/_ui/addresses.ts'
import { Frame } from '#app/_ui/frame.tsx'

export const metadata: Metadata = { title: 'Signed out', robots: { index: false } }

/** Where a sign-out arrives. It only says so: it never ends a session itself. */
export default function SignedOutPage() {
  return (
    <Frame>
      <div className="max-w-prose">
        <h1>You are signed out of Foyer</h1>
        <p className="mt-2">
          Your session here has ended, for every institution you had entered. If the sign-in service
          asked whether to sign you out there as well and you did not agree, you are still signed in
          at the sign-in service.
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <a href={authorizeAddress()} className="button">
            Sign in again
          </a>
          <a href={authorizeAddress({ account: 'other' })} className="button button-quiet">
            Use another account
          </a>
        </div>
      </div>
    </Frame>
  )
}
