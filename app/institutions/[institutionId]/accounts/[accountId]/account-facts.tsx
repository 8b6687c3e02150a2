import { AccountStatus } from '#app/_ui/account-status.tsx'
import { Explanation } from '#app/_ui/explanation.tsx'
import { Fact, Facts } from '#app/_ui/facts.tsx'
import { CalendarDate } from '#app/_ui/moment.tsx'
import type { Place } from '#app/_ui/way-on.ts'
import type { Account } from '#lib/data/enterprise/account.ts'
import type { Outcome } from '#lib/data/outcome.ts'
import { WaysToChange } from './ways-to-change.tsx'

/** What the account is, whatever is in it. */
export async function AccountFacts({ account, place }: AccountFactsProps) {
  const outcome = await account
  if (outcome.ok && outcome.value === null) return null

  return (
    <section aria-labelledby="about">
      <h2 id="about">About this account</h2>
      {outcome.ok ? (
        <>
          <FactsOf account={outcome.value} />
          <WaysToChange accountId={outcome.value.id} institutionId={place.institutionId} />
        </>
      ) : (
        <Explanation problem={outcome.problem} place={place} />
      )}
    </section>
  )
}

type AccountFactsProps = Readonly<{
  account: Promise<Outcome<Account | null>>
  place: Place & { institutionId: string }
}>

function FactsOf({ account }: { account: Account }) {
  return (
    <Facts>
      <Fact name="Customer">
        <bdi>{account.customerName}</bdi>
      </Fact>
      <Fact name="Type">{account.type}</Fact>
      <Fact name="Status">
        <AccountStatus status={account.status} />
      </Fact>
      <Fact name="Opened">
        <CalendarDate on={account.openedDate} />
      </Fact>
      {account.maturityDate !== null && (
        <Fact name="Matures">
          <CalendarDate on={account.maturityDate} />
        </Fact>
      )}
      <Fact name="Currency">
        <bdi>{account.currency}</bdi>
      </Fact>
    </Facts>
  )
}
