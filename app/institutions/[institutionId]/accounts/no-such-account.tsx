/** For an id that names no account: because nobody has it, or because it could not be one. */
export function NoSuchAccount() {
  return (
    <>
      <h1>There is no such account here</h1>
      <p className="mt-2 max-w-prose">
        The address may be misspelt, or the account is not one that this institution shows you.
      </p>
    </>
  )
}
