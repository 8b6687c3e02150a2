import type { ReactNode } from 'react'
import { AccountNumber } from '#app/_ui/account-number.tsx'
import { AccountStatus } from '#app/_ui/account-status.tsx'
import { accountAddress } from '#app/_ui/addresses.ts'
import { Amount } from '#app/_ui/amount.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import type { AccountRow } from '#lib/data/enterprise/accounts.ts'

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
      <Cell label="Type">{account.type}</Cell>
      <Cell label="Status">
        <AccountStatus status={account.status} />
      </Cell>
      <Cell label="Available" isAmount>
        <Amount cents={account.availableBalanceCents} currency={currency} />
      </Cell>
      <Cell label="Balance" isAmount>
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

/** The label is for the eye, where the column's heading is out of sight. */
function Cell({ label, isAmount = false, children }: CellProps) {
  return (
    <td
      className={`flex justify-between gap-4 whitespace-nowrap py-0.5 align-top md:table-cell md:py-3 md:ps-4 ${isAmount ? 'md:text-end' : ''}`}
    >
      <span aria-hidden="true" className="text-ink-soft md:hidden">
        {label}
      </span>
      {children}
    </td>
  )
}

type CellProps = Readonly<{ label: string; isAmount?: boolean; children: ReactNode }>
