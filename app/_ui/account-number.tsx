/** The end of an account number, which is all that Foyer knows of it. */
export function AccountNumber({ maskedNumber }: { maskedNumber: string }) {
  const end = maskedNumber.match(/[\p{L}\p{N}]{1,4}$/u)?.[0] ?? maskedNumber

  return (
    <span className="whitespace-nowrap text-ink-soft">
      <span className="sr-only select-none">ending in </span>
      <span aria-hidden="true">··</span>
      <bdi className="tabular-nums">{end}</bdi>
    </span>
  )
}
