import { authorizeAddress } from '#app/_ui/addresses.ts'
import { PageLink } from '#app/_ui/page-link.tsx'
import { SignOutButton } from '#app/_ui/sign-out-button.tsx'
import { findUnsavedForm } from '#lib/data/enterprise/account-draft.ts'
import { hasInstitutionZero } from '#lib/data/environment.ts'
import { type ProblemCode, problems } from '#lib/errors/problems.ts'

/** The way on that the problem asks for first, then the others that make sense here. */
export async function WaysOn({ code, isSignedIn }: { code: ProblemCode; isSignedIn: boolean }) {
  // Where an institution is the place to sign in, choosing one is the way; also for who denied one.
  const deniedOne = code === 'access-denied' && isSignedIn
  const toSignIn = problems[code].next === 'sign-in' && hasInstitutionZero() && !deniedOne
  const unsavedForm = await findUnsavedForm()
  const first = unsavedForm === null ? 'button' : 'button button-quiet'

  return (
    <div className="mt-8 flex flex-wrap gap-3">
      {unsavedForm !== null && (
        // A plain link: only in a page that is loaded afresh does what it says first take the focus.
        <a href={unsavedForm} className="button">
          Back to what you typed
        </a>
      )}
      {toSignIn && (
        <a href={authorizeAddress()} className={first}>
          Sign in again
        </a>
      )}
      {(!toSignIn || isSignedIn) && (
        <PageLink href="/institutions" className={toSignIn ? 'button button-quiet' : first}>
          {hasInstitutionZero() ? 'Choose an institution' : 'Choose your bank'}
        </PageLink>
      )}
      {code === 'access-denied' && hasInstitutionZero() && (
        <a href={authorizeAddress({ account: 'other' })} className="button button-quiet">
          Use another account
        </a>
      )}
      {code === 'wrong-person' && isSignedIn && <SignOutButton className="button button-quiet" />}
    </div>
  )
}
