import { formatDate } from '#app/_ui/dates.ts'
import { spellCents } from '#app/_ui/money.ts'
import type { DailyBalance } from '#lib/data/consumer/daily-balances.ts'
import { BalancePicture } from './balance-picture.tsx'

const narrow = { width: 400, height: 220, dateTicks: 3, amountTicks: 3 }
const wide = { width: 840, height: 260, dateTicks: 6, amountTicks: 4 }

/** Twice the same picture, as its letters must not shrink with it: one of the two is shown. */
export function BalanceOverTime({ balances }: { balances: readonly DailyBalance[] }) {
  const says = inWords(balances)
  if (says === null) return null

  return (
    <figure className="mt-8">
      <figcaption className="mb-2 text-ink-soft text-small">
        Balance at the end of each day, without what is pending
      </figcaption>
      <BalancePicture
        balances={balances}
        size={narrow}
        says={says}
        className="max-w-lg md:hidden"
      />
      <BalancePicture balances={balances} size={wide} says={says} className="hidden md:block" />
    </figure>
  )
}

/** What the picture shows, for who does not see it; null where there is nothing to show. */
export function inWords(balances: readonly DailyBalance[]): string | null {
  const [first, last] = [balances[0], balances.at(-1)]
  if (!first || !last) return null
  const lowest = balances.reduce((one, other) => (other.cents < one.cents ? other : one))
  const highest = balances.reduce((one, other) => (other.cents > one.cents ? other : one))
  return (
    `Balance at the end of each day: ${told(first)} at the start, ${told(last)} at the end; ` +
    `lowest ${told(lowest)}, highest ${told(highest)}.`
  )
}

function told({ day, cents }: DailyBalance): string {
  return `${spellCents(cents)} on ${formatDate(Date.parse(day))}`
}
