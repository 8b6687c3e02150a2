import { Amount } from '#app/_ui/amount.tsx'
import { Explanation } from '#app/_ui/explanation.tsx'
import { Fact, Facts } from '#app/_ui/facts.tsx'
import { Moment } from '#app/_ui/moment.tsx'
import type { Place } from '#app/_ui/way-on.ts'
import type { AccountSummary } from '#lib/data/enterprise/accounts.ts'
import type { Outcome } from '#lib/data/outcome.ts'

/** What the account holds, and how much of it is spoken for. */
export async function Balances({ summary, place }: BalancesProps) {
  const outcome = await summary
  if (outcome.ok && outcome.value === null) return null

  return (
    <section aria-labelledby="balances">
      <h2 id="balances">Balances</h2>
      {outcome.ok ? (
        <BalancesOf summary={outcome.value} />
      ) : (
        <Explanation problem={outcome.problem} place={place} />
      )}
    </section>
  )
}

type BalancesProps = Readonly<{ summary: Promise<Outcome<AccountSummary | null>>; place: Place }>

function BalancesOf({ summary }: { summary: AccountSummary }) {
  return (
    <>
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
          <bdi className="tabular-nums">{summary.interestRate}</bdi>%
        </Fact>
      </Facts>
      <p className="mt-2 text-ink-soft text-small">
        As of <Moment at={summary.asOf} />
      </p>
    </>
  )
}
