import { AccountNumber } from '#app/_ui/account-number.tsx'
import { Explanation } from '#app/_ui/explanation.tsx'
import type { Place } from '#app/_ui/way-on.ts'
import { type ConsumerAccount, getConsumerAccount } from '#lib/data/consumer/accounts.ts'
import { settle } from '#lib/data/outcome.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { NoSuchAccount } from '../accounts/no-such-account.tsx'
import { AccountBalances } from './account-balances.tsx'

/** Which account this is, and how it stands; the only part that speaks when there is no such account. */
export async function AccountHead({ viewer, accountId, place }: AccountHeadProps) {
  const outcome = await settle(getConsumerAccount(viewer, accountId))
  if (!outcome.ok) {
    return (
      <>
        <h1>Account</h1>
        <Explanation problem={outcome.problem} place={place} />
      </>
    )
  }
  return outcome.value === null ? <NoSuchAccount /> : <Head account={outcome.value} />
}

type AccountHeadProps = Readonly<{ viewer: Viewer; accountId: string; place: Place }>

function Head({ account }: { account: ConsumerAccount }) {
  const { name, maskedNumber, subType, holderName } = account
  return (
    <>
      <h1 className="wrap-anywhere">
        <bdi>{name}</bdi>
      </h1>
      <p className="mt-1 flex flex-wrap gap-x-3 text-ink-soft">
        {maskedNumber !== null && <AccountNumber maskedNumber={maskedNumber} />}
        {subType !== null && <bdi>{subType}</bdi>}
        {holderName !== null && <bdi>{holderName}</bdi>}
      </p>
      <AccountBalances account={account} />
    </>
  )
}
