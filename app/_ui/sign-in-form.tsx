/** Begins a sign-in; the address typed here travels on as `login_hint`, and nothing else does. */
export function SignInForm({ environmentLabel }: { environmentLabel: string | null }) {
  return (
    <form method="get" action="/auth/authorize" className="mt-8 max-w-md">
      <label htmlFor="login_hint" className="font-strong">
        Work e-mail
      </label>
      <p id="login_hint-hint" className="text-ink-soft text-small">
        Optional here. It saves you typing it on the next page.
      </p>
      <input
        id="login_hint"
        name="login_hint"
        type="email"
        autoComplete="username"
        aria-describedby="login_hint-hint"
        className="field mt-2"
      />
      <button type="submit" className="button mt-4 w-full sm:w-auto">
        Continue
      </button>
      <p className="mt-4 text-ink-soft text-small">
        You will sign in at Jack Henry’s sign-in service
        {environmentLabel !== null && (
          <>
            {' '}
            (here: <bdi>{environmentLabel}</bdi>)
          </>
        )}
        , never on this site.
      </p>
    </form>
  )
}
