import { authorizeAddress } from '#app/_ui/addresses.ts'
import { Frame } from '#app/_ui/frame.tsx'
import { SignOutButton } from '#app/_ui/sign-out-button.tsx'
import { getSignOutOutcome } from '#lib/data/sign-out.ts'
import { findViewer } from '#lib/data/viewer.ts'

const told = {
  'signed-out': {
    title: 'You are signed out of Foyer',
    text: 'Your session here has ended, for every institution you had entered. If you chose to stay signed in at the sign-in service, you still are, there.',
  },
  nobody: {
    title: 'You are signed out of Foyer',
    text: 'Nobody is signed in here in this browser.',
  },
  'still-signed-in': {
    title: 'You are still signed in',
    text: 'This page ends nothing by itself. To end your session, sign out.',
  },
} as const

/** Where a sign-out arrives. It only says so: it never ends a session itself. */
export default async function SignedOutPage({ searchParams }: PageProps<'/signed-out'>) {
  const { state } = await searchParams
  const outcome = await getSignOutOutcome(typeof state === 'string' ? state : null)
  const { title, text } = told[outcome]

  return (
    <Frame title={title} viewer={await findViewer()}>
      <div className="max-w-prose">
        <h1>{title}</h1>
        <p className="mt-2">{text}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          {outcome === 'still-signed-in' ? <SignOutButton className="button" /> : <SignInAgain />}
        </div>
      </div>
    </Frame>
  )
}

function SignInAgain() {
  return (
    <>
      <a href={authorizeAddress()} className="button">
        Sign in again
      </a>
      <a href={authorizeAddress({ account: 'other' })} className="button button-quiet">
        Use another account
      </a>
    </>
  )
}
