/** A doorway, half in light. */
export function FoyerMark() {
  return (
    <svg viewBox="0 0 24 24" className="size-6 shrink-0" aria-hidden="true">
      <path
        className="fill-none stroke-accent"
        strokeWidth="2"
        strokeLinejoin="round"
        d="M5 22V10a7 7 0 0 1 14 0v12z"
      />
      <path className="fill-accent" d="M12 3a7 7 0 0 0-7 7v12h7z" />
    </svg>
  )
}
