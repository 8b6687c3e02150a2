import { formatCents, spellCents } from './money.ts'

/** An amount of money, in figures of equal width so that a column lines up on its decimal. */
export function Amount({ cents, currency = null }: AmountProps) {
  if (cents === null) {
    return (
      <span>
        <span aria-hidden="true">—</span>
        <span className="sr-only select-none">not available</span>
      </span>
    )
  }

  return (
    <span className="whitespace-nowrap tabular-nums">
      {cents < 0 ? <Negative cents={cents} /> : formatCents(cents)}
      {currency !== null && <bdi className="ps-1 text-ink-soft">{currency}</bdi>}
    </span>
  )
}

type AmountProps = Readonly<{ cents: number | null; currency?: string | null }>

function Negative({ cents }: { cents: number }) {
  return (
    <>
      <span aria-hidden="true">{formatCents(cents)}</span>
      <span className="sr-only select-none">{spellCents(cents)}</span>
    </>
  )
}
