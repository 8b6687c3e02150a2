import { accountsAddress } from '#app/_ui/addresses.ts'
import { Amount } from '#app/_ui/amount.tsx'
import { Explanation } from '#app/_ui/explanation.tsx'
import { mostShown, overviewOf } from '#lib/data/consumer/account-groups.ts'
import { getConsumerAccounts } from '#lib/data/consumer/accounts.ts'
import { settle } from '#lib/data/outcome.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { AccountTable } from './account-table.tsx'
import { WithoutUnknown } from './without-unknown.tsx'

/** The accounts by type, each type with what it adds up to. */
export async function AccountGroups({ viewer, institutionId }: AccountGroupsProps) {
  const outcome = await settle(getConsumerAccounts(viewer))
  if (!outcome.ok) {
    const place = { institutionId, address: accountsAddress(institutionId), scope: null }
    return (
      <div className="mt-8">
        <Explanation problem={outcome.problem} place={place} />
      </div>
    )
  }

  const { groups, total, hidden, left } = overviewOf(outcome.value)
  const isCutShort = left > 0

  return (
    <>
      {groups.length === 0 && <NoAccounts />}
      {isCutShort && <CutShort of={mostShown + left} />}
      {groups.length > 1 && (
        <p className="mt-8">
          <span className="block text-ink-soft text-small">
            {isCutShort ? 'Accounts shown here, together' : 'All accounts together'}
          </span>
          <span className="font-strong text-title">
            <Amount cents={total.cents} />
          </span>
          <WithoutUnknown total={total} />
        </p>
      )}
      {groups.map((group) => (
        <AccountTable key={group.type} {...{ institutionId, group, isCutShort }} />
      ))}
      {hidden > 0 && (
        <p className="mt-6 text-ink-soft text-small">
          {hidden === 1 ? 'One account is' : `${hidden} accounts are`} hidden, as you chose at your
          bank.
        </p>
      )}
    </>
  )
}

type AccountGroupsProps = Readonly<{ viewer: Viewer; institutionId: string }>

function NoAccounts() {
  return (
    <p className="mt-8 max-w-prose border-line border-t pt-6">
      Your bank lists no accounts for you. If you have just opened one, update your balances to have
      it fetched.
    </p>
  )
}

function CutShort({ of }: { of: number }) {
  return (
    <p className="mt-6 max-w-prose rounded-box border-warn border-s-4 bg-warn-soft p-4">
      {mostShown} of your {of.toLocaleString('en-US')} accounts are shown, the first in the order
      you chose at your bank. Every total here is of these alone.
    </p>
  )
}
