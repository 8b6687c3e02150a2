import { notFound } from 'next/navigation'
import { AccountNumber } from '#app/_ui/account-number.tsx'
import { AccountStatus } from '#app/_ui/account-status.tsx'
import { Explanation } from '#app/_ui/explanation.tsx'
import { Fact, Facts } from '#app/_ui/facts.tsx'
import { CalendarDate } from '#app/_ui/moment.tsx'
import { getAccount } from '#lib/data/accounts.ts'
import { settle } from '#lib/data/outcome.ts'
import type { AccountPart } from './account-part.ts'

/** What the account is. An account that is not there is a page that is not there. */
export async function AccountDetail({ viewer, accountId, place }: AccountPart) {
  const outcome = await settle(getAccount(viewer, accountId))

  if (!outcome.ok) {
    return (
      <>
        <h1 className="mb-4">Account</h1>
        <Explanation problem={outcome.problem} place={place} />
      </>
    )
  }

  const account = outcome.value
  if (account === null) notFound()

  return (
    <>
      <h1>
        <bdi>{account.name}</bdi>
      </h1>
      <p className="mt-1">
        <AccountNumber maskedNumber={account.maskedNumber} />
      </p>
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
    </>
  )
}
