/** Signing out changes something, so it is a POST, and works without scripts. */
export function SignOutButton({ className }: { className: string }) {
  return (
    <form method="post" action="/auth/logout">
      <button type="submit" className={className}>
        Sign out
      </button>
    </form>
  )
}
