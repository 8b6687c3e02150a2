import { Amount } from '#app/_ui/amount.tsx'
import { Explanation } from '#app/_ui/explanation.tsx'
import { Moment } from '#app/_ui/moment.tsx'
import type { Place } from '#app/_ui/way-on.ts'
import type { AvailableBalance } from '#lib/data/enterprise/accounts.ts'
import type { Outcome } from '#lib/data/outcome.ts'

/** The one figure most people came for. */
export async function AvailableNow({ available, place }: AvailableNowProps) {
  const outcome = await available
  if (outcome.ok && outcome.value === null) return null

  return (
    <section aria-labelledby="available-now">
      <h2 id="available-now">Available now</h2>
      {outcome.ok ? (
        <Figure balance={outcome.value} />
      ) : (
        <Explanation problem={outcome.problem} place={place} />
      )}
    </section>
  )
}

type AvailableNowProps = Readonly<{
  available: Promise<Outcome<AvailableBalance | null>>
  place: Place
}>

function Figure({ balance }: { balance: AvailableBalance }) {
  return (
    <>
      <p className="mt-2 font-strong text-title">
        <Amount cents={balance.availableBalanceCents} />{' '}
        <bdi className="font-normal text-base text-ink-soft">{balance.currency}</bdi>
      </p>
      <p className="mt-1 text-ink-soft text-small">
        As of <Moment at={balance.asOf} />
      </p>
    </>
  )
}
