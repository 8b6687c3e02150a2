import { Amount } from '#app/_ui/amount.tsx'
import { Explanation } from '#app/_ui/explanation.tsx'
import { Fact, Facts } from '#app/_ui/facts.tsx'
import { Moment } from '#app/_ui/moment.tsx'
import { getAccountSummary } from '#lib/data/accounts.ts'
import { settle } from '#lib/data/outcome.ts'
import type { AccountPart } from './account-part.ts'

export async function Balances({ viewer, accountId, place }: AccountPart) {
  const outcome = await settle(getAccountSummary(viewer, accountId))

  if (!outcome.ok) {
    return (
      <section aria-labelledby="balances">
        <h2 id="balances">Balances</h2>
        <div className="mt-4">
          <Explanation problem={outcome.problem} place={place} />
        </div>
      </section>
    )
  }

  const summary = outcome.value
  return (
    <section aria-labelledby="balances">
      <h2 id="balances">Balances</h2>
      <Facts>
        <Fact name="Balance">
          <Amount cents={summary.ledgerBalanceCents} />
        </Fact>
        <Fact name="Holds">
          <Amount cents={summary.holdsTotalCents} />
        </Fact>
        <Fact name="Available">
          <Amount cents={summary.availableBalanceCents} />
        </Fact>
        <Fact name="Interest rate">
          <bdi className="tabular-nums">{summary.interestRate}</bdi> %
        </Fact>
      </Facts>
      <p className="mt-2 text-ink-soft text-small">
        As of <Moment at={summary.asOf} />
      </p>
    </section>
  )
}
