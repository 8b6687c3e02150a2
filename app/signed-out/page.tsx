import { authorizeAddress } from '#app/_ui/addresses.ts'
import { duration } from '#app/_ui/duration.ts'
import { Frame } from '#app/_ui/frame.tsx'
import { InstitutionMark } from '#app/_ui/institution-mark.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { SignOutButton } from '#app/_ui/sign-out-button.tsx'
import { getSessionLimits, hasInstitutionZero } from '#lib/data/environment.ts'
import { getSignOutOutcome, type SignOutOutcome } from '#lib/data/sign-out.ts'
import { findViewer } from '#lib/data/viewer.ts'

const told = () => ({
  'signed-out': {
    title: 'You are signed out of Foyer',
    text: `Your session here has ended, for every institution you had entered. If you chose to stay signed in at ${hasInstitutionZero() ? 'the sign-in service' : 'your bank'}, you still are, there.`,
  },
  nobody: {
    title: 'You are signed out of Foyer',
    text: 'Nobody is signed in here in this browser.',
  },
  'still-signed-in': {
    title: 'You are still signed in',
    text: 'This page ends nothing by itself. To end your session, sign out.',
  },
})

/** Why a page left by itself. Anybody may write the address, so it is told to nobody who is signed in. */
const reasons: Readonly<Record<string, () => string>> = {
  idle: () =>
    `It ended after ${duration(getSessionLimits().idleMs)} without activity. ${stillThere()}`,
  absolute: () =>
    `A session lasts no longer than ${duration(getSessionLimits().absoluteMs)}, and yours has. ${stillThere()}`,
  ended: () =>
    'You signed out in another tab or from another browser, or the sign-in service ended it.',
}

const stillThere = () =>
  `At ${hasInstitutionZero() ? 'the sign-in service' : 'your bank'} you may still be signed in.`

function endOf(kind: SignOutOutcome['kind'], reason: unknown) {
  const why = typeof reason === 'string' && Object.hasOwn(reasons, reason) && reasons[reason]
  return kind === 'nobody' && why ? { title: 'Your session has ended', text: why() } : told()[kind]
}

/** Where a sign-out arrives, and a page whose session is over. It never ends a session itself. */
export default async function SignedOutPage({ searchParams }: PageProps<'/signed-out'>) {
  const { state, reason, returnTo } = await searchParams
  const { kind, elsewhere } = await getSignOutOutcome(typeof state === 'string' ? state : null)
  const { title, text } = endOf(kind, reason)

  return (
    <Frame title={title} viewer={await findViewer()}>
      <div className="max-w-prose">
        <h1>{title}</h1>
        <p className="mt-2">{text}</p>
        {elsewhere.length > 0 && <Elsewhere banks={elsewhere} />}
        <div className="mt-8 flex flex-wrap gap-3">
          {kind === 'still-signed-in' ? (
            <SignOutButton className="button" />
          ) : (
            <SignInAgain returnTo={typeof returnTo === 'string' ? returnTo : ''} />
          )}
        </div>
      </div>
    </Frame>
  )
}

/** Each bank has a session of its own with the person, which only that bank can end. */
function Elsewhere({ banks }: { banks: SignOutOutcome['elsewhere'] }) {
  return (
    <section aria-labelledby="elsewhere" className="mt-8">
      <h2 id="elsewhere">Still signed in at their own sites</h2>
      <ul className="mt-4 border-line border-b">
        {banks.map(({ institutionId, name }) => (
          <li key={institutionId} className="flex items-center gap-4 border-line border-t py-3">
            <InstitutionMark id={institutionId} name={name} />
            <span className="min-w-0 grow font-strong">
              <bdi>{name}</bdi>
            </span>
            <form method="post" action="/auth/logout" className="shrink-0">
              <input type="hidden" name="institutionId" value={institutionId} />
              <button type="submit" className="button button-quiet">
                Sign out there
                <span className="sr-only">
                  , at <bdi>{name}</bdi>
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** @param returnTo where one was; whether it is a place to go back to, the sign-in decides */
function SignInAgain({ returnTo }: { returnTo: string }) {
  if (!hasInstitutionZero()) {
    return (
      <PageLink href="/institutions" className="button">
        Choose your bank
      </PageLink>
    )
  }
  return (
    <>
      <a href={authorizeAddress({ returnTo })} className="button">
        Sign in again
      </a>
      <a href={authorizeAddress({ account: 'other' })} className="button button-quiet">
        Use another account
      </a>
    </>
  )
}
