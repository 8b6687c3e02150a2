import { AccountNumber } from '#app/_ui/account-number.tsx'
import { accountAddress } from '#app/_ui/addresses.ts'
import { Amount } from '#app/_ui/amount.tsx'
import { CalendarDate, Moment } from '#app/_ui/moment.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { Cell } from '#app/_ui/table-cells.tsx'
import type { ConsumerAccount } from '#lib/data/consumer/accounts.ts'
import { kindOf } from './account-kind.ts'

/** An account in the table of its type. */
export function AccountTableRow({ institutionId, account }: AccountTableRowProps) {
  return (
    <tr className="block border-line border-b py-3 md:table-row">
      <th
        scope="row"
        className="wrap-anywhere block py-1 text-start align-top font-normal md:table-cell md:py-3"
      >
        <PageLink href={accountAddress(institutionId, account.id)} className="link font-strong">
          <bdi>{account.name}</bdi>
        </PageLink>{' '}
        {account.maskedNumber !== null && <AccountNumber maskedNumber={account.maskedNumber} />}
        <span className="block text-ink-soft text-small">
          {account.subType !== null && <bdi>{account.subType}</bdi>}
          {account.subType !== null && account.fetchedAt !== null && ', '}
          {account.fetchedAt !== null && (
            <>
              as of <Moment at={account.fetchedAt} />
            </>
          )}
        </span>
        {!account.countsInTotals && (
          <span className="block text-ink-soft text-small">Not counted in totals</span>
        )}
      </th>
      <Cell label={kindOf(account.type).second} className="text-end">
        <Second account={account} />
      </Cell>
      <Cell label="Balance" className="text-end">
        <Amount cents={account.balanceCents} />
      </Cell>
    </tr>
  )
}

type AccountTableRowProps = Readonly<{ institutionId: string; account: ConsumerAccount }>

/** What matters beside the balance: what may be spent, or what is due. */
function Second({ account }: { account: ConsumerAccount }) {
  if (account.type === 'Line of Credit') return <Amount cents={account.availableCreditCents} />
  if (account.type !== 'Debt') return <Amount cents={account.availableBalanceCents} />
  return (
    <span>
      <Amount cents={account.minimumPaymentDueCents} />
      {account.paymentDueDate !== null && (
        <span className="block text-ink-soft text-small">
          <CalendarDate on={account.paymentDueDate} />
        </span>
      )}
    </span>
  )
}
