import { AccountNumber } from '#app/_ui/account-number.tsx'
import { AccountStatus } from '#app/_ui/account-status.tsx'
import { accountAddress } from '#app/_ui/addresses.ts'
import { Amount } from '#app/_ui/amount.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { Cell } from '#app/_ui/table-cells.tsx'
import type { AccountRow } from '#lib/data/enterprise/accounts.ts'

/** An account in the table. */
export function AccountTableRow({ institutionId, account, showsCurrency }: AccountTableRowProps) {
  const currency = showsCurrency ? account.currency : null

  return (
    <tr className="block border-line border-b py-3 md:table-row">
      <th
        scope="row"
        className="wrap-anywhere block py-1 text-start align-top font-normal md:table-cell md:w-full md:py-3"
      >
        <PageLink href={accountAddress(institutionId, account.id)} className="link font-strong">
          <bdi>{account.name}</bdi>
        </PageLink>{' '}
        <AccountNumber maskedNumber={account.maskedNumber} />
        <span className="block text-ink-soft text-small">
          <bdi>{account.customerName}</bdi>
        </span>
      </th>
      <Cell label="Type" className="whitespace-nowrap">
        {account.type}
      </Cell>
      <Cell label="Status" className="whitespace-nowrap">
        <AccountStatus status={account.status} />
      </Cell>
      <Cell label="Available" className="whitespace-nowrap md:text-end">
        <Amount cents={account.availableBalanceCents} currency={currency} />
      </Cell>
      <Cell label="Balance" className="whitespace-nowrap md:text-end">
        <Amount cents={account.ledgerBalanceCents} currency={currency} />
      </Cell>
    </tr>
  )
}

type AccountTableRowProps = Readonly<{
  institutionId: string
  account: AccountRow
  showsCurrency: boolean
}>
