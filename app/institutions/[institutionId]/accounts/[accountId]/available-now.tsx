import { Amount } from '#app/_ui/amount.tsx'
import { Explanation } from '#app/_ui/explanation.tsx'
import { Moment } from '#app/_ui/moment.tsx'
import { getAvailableBalance } from '#lib/data/accounts.ts'
import { settle } from '#lib/data/outcome.ts'
import type { AccountPart } from './account-part.ts'

/** The one figure most people came for. */
export async function AvailableNow({ viewer, accountId, place }: AccountPart) {
  const outcome = await settle(getAvailableBalance(viewer, accountId))

  return (
    <section aria-labelledby="available-now">
      <h2 id="available-now">Available now</h2>
      {outcome.ok ? (
        <>
          <p className="mt-2 font-strong text-title">
            <Amount cents={outcome.value.availableBalanceCents} />{' '}
            <bdi className="font-normal text-base text-ink-soft">{outcome.value.currency}</bdi>
          </p>
          <p className="mt-1 text-ink-soft text-small">
            As of <Moment at={outcome.value.asOf} />
          </p>
        </>
      ) : (
        <div className="mt-4">
          <Explanation problem={outcome.problem} place={place} />
        </div>
      )}
    </section>
  )
}
