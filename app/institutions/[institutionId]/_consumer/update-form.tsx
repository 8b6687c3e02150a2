/** Sends the bank to fetch what is new: a change of state, so a POST, and no script is needed. */
export function UpdateForm({ institutionId }: { institutionId: string }) {
  return (
    <form method="post" action={updatesAddress(institutionId)}>
      <button type="submit" className="button button-quiet">
        Update balances
      </button>
    </form>
  )
}

export function updatesAddress(institutionId: string): string {
  return `/institutions/${encodeURIComponent(institutionId)}/updates`
}
