/** Signing out changes something, so it is a POST, and works without scripts. */
export function SignOutButton({ className, children = 'Sign out' }: SignOutButtonProps) {
  return (
    <form method="post" action="/auth/logout">
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  )
}

type SignOutButtonProps = Readonly<{ className: string; children?: string }>
