import { HeadingCell } from '#app/_ui/table-cells.tsx'
import type { AccountRow } from '#lib/data/enterprise/accounts.ts'
import { AccountTableRow } from './account-table-row.tsx'

/** A table where there is room for one; on a narrow screen each row becomes a short list. */
export function AccountTable({ institutionId, accounts, range }: AccountTableProps) {
  const currencies = new Set(accounts.map(({ currency }) => currency))
  const [onlyCurrency = null] = currencies.size === 1 ? currencies : []

  return (
    <>
      <p className="mt-8 flex justify-between gap-4 text-ink-soft text-small">
        <span>
          {onlyCurrency !== null && (
            <>
              Amounts in <bdi>{onlyCurrency}</bdi>
            </>
          )}
        </span>
        <span className="tabular-nums">{range}</span>
      </p>
      <table className="mt-2 block w-full md:table">
        <caption className="sr-only">Accounts {range}</caption>
        <thead className="sr-only md:not-sr-only md:table-header-group">
          <tr className="border-edge border-b text-start text-ink-soft text-small">
            <HeadingCell>Account</HeadingCell>
            <HeadingCell>Type</HeadingCell>
            <HeadingCell>Status</HeadingCell>
            <HeadingCell isAmount>Available</HeadingCell>
            <HeadingCell isAmount>Balance</HeadingCell>
          </tr>
        </thead>
        <tbody className="block border-line border-t md:table-row-group md:border-t-0">
          {accounts.map((account) => (
            <AccountTableRow
              key={account.id}
              institutionId={institutionId}
              account={account}
              showsCurrency={onlyCurrency === null}
            />
          ))}
        </tbody>
      </table>
    </>
  )
}

type AccountTableProps = Readonly<{
  institutionId: string
  accounts: readonly AccountRow[]
  range: string
}>
