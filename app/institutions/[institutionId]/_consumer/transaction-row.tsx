import { Amount } from '#app/_ui/amount.tsx'
import { CalendarDate } from '#app/_ui/moment.tsx'
import type { Transaction } from '#lib/data/consumer/transaction.ts'

/** What was paid in or out, and how the account stood then. */
export function TransactionRow({ transaction, showsCurrency }: TransactionRowProps) {
  const { day, name, memo, isPending, amountCents, balanceCents } = transaction
  const currency = showsCurrency ? transaction.currency : null

  return (
    <tr className="grid grid-cols-[1fr_auto] gap-x-4 border-line border-b py-3 md:table-row">
      <td className="row-start-2 text-ink-soft text-small md:table-cell md:py-3 md:align-top md:text-base md:text-ink">
        <span className="whitespace-nowrap">
          <CalendarDate on={day} />
        </span>
        {isPending && <Pending />}
      </td>
      <th
        scope="row"
        className="wrap-anywhere min-w-0 text-start font-normal md:table-cell md:py-3 md:align-top"
      >
        <bdi>{name}</bdi>
        {memo !== null && memo !== name && (
          <span className="line-clamp-2 text-ink-soft text-small">
            <bdi>{memo}</bdi>
          </span>
        )}
      </th>
      <td className="text-end md:table-cell md:py-3 md:ps-4 md:align-top">
        <Amount cents={amountCents} currency={currency} />
      </td>
      <td className="row-start-2 text-end text-ink-soft text-small md:table-cell md:py-3 md:ps-4 md:align-top md:text-base">
        <span aria-hidden="true" className="pe-1 md:hidden">
          Balance
        </span>
        <Amount cents={balanceCents} currency={currency} />
      </td>
    </tr>
  )
}

type TransactionRowProps = Readonly<{ transaction: Transaction; showsCurrency: boolean }>

/** Not booked yet: it may still change or go away, and does not count in the balance. */
function Pending() {
  return (
    <span className="ms-2 inline-flex items-center gap-1.5 text-small text-warn md:ms-0 md:flex">
      <svg
        viewBox="0 0 10 10"
        className="size-2.5 fill-none stroke-warn"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <circle cx="5" cy="5" r="4" strokeDasharray="2.5 2" />
      </svg>
      Pending
    </span>
  )
}
