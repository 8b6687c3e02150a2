import { Amount } from '#app/_ui/amount.tsx'
import type { AccountGroup } from '#lib/data/consumer/account-groups.ts'
import { kindOf } from './account-kind.ts'
import { AccountTableRow } from './account-table-row.tsx'
import { WithoutUnknown } from './without-unknown.tsx'

/** A table where there is room for one; on a narrow screen each row becomes a short list. */
export function AccountTable({ institutionId, group, isCutShort }: AccountTableProps) {
  const { title, second } = kindOf(group.type)
  const id = `group-${group.type.replaceAll(/\s+/g, '-')}`

  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id}>
        <bdi>{title}</bdi>
      </h2>
      <table aria-labelledby={id} className="mt-2 block w-full md:table md:table-fixed">
        <thead className="sr-only md:not-sr-only md:table-header-group">
          <tr className="border-edge border-b text-ink-soft text-small">
            <th scope="col" className="py-2 text-start font-normal">
              Account
            </th>
            <th scope="col" className="w-52 py-2 ps-4 text-end font-normal">
              {second}
            </th>
            <th scope="col" className="w-44 py-2 ps-4 text-end font-normal">
              Balance
            </th>
          </tr>
        </thead>
        <tbody className="block border-line border-t md:table-row-group md:border-t-0">
          {group.accounts.map((account) => (
            <AccountTableRow key={account.id} institutionId={institutionId} account={account} />
          ))}
        </tbody>
        <tfoot className="block md:table-footer-group">
          <tr className="flex justify-between gap-4 py-3 font-strong md:table-row">
            <th scope="row" colSpan={2} className="text-start font-strong md:py-3">
              {isCutShort ? 'Total of the accounts shown' : 'Total'}
              <WithoutUnknown total={group.total} />
            </th>
            <td className="text-end md:py-3 md:ps-4">
              <Amount cents={group.total.cents} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

type AccountTableProps = Readonly<{
  institutionId: string
  group: AccountGroup
  /** There are more accounts than the page shows. */
  isCutShort: boolean
}>
