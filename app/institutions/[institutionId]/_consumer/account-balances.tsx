import type { ReactNode } from 'react'
import { Amount } from '#app/_ui/amount.tsx'
import { CalendarDate, Moment } from '#app/_ui/moment.tsx'
import type { ConsumerAccount } from '#lib/data/consumer/accounts.ts'

/** How an account stands, as far as the bank tells: what an account of its kind does not have is left out. */
export function AccountBalances({ account }: { account: ConsumerAccount }) {
  const { fetchedAt, paymentDueDate, interestRate } = account
  return (
    <section aria-label="Balances" className="mt-6">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:flex sm:flex-wrap sm:gap-x-12">
        <Balance name="Balance" cents={account.balanceCents} isFirst />
        <Balance name="Available" cents={account.availableBalanceCents} />
        <Balance name="Available credit" cents={account.availableCreditCents} />
        <Balance name="Credit limit" cents={account.creditLimitCents} />
        <Balance name="Next payment" cents={account.minimumPaymentDueCents}>
          {paymentDueDate !== null && (
            <span className="block text-ink-soft text-small">
              due <CalendarDate on={paymentDueDate} />
            </span>
          )}
        </Balance>
        <Balance name="To pay it off" cents={account.payoffBalanceCents} />
        {interestRate !== null && (
          <Entry name="Interest rate">
            <bdi className="tabular-nums">{interestRate}</bdi>%
          </Entry>
        )}
      </dl>
      {fetchedAt !== null && (
        <p className="mt-3 text-ink-soft text-small">
          As of <Moment at={fetchedAt} />
        </p>
      )}
    </section>
  )
}

function Balance({ name, cents, isFirst = false, children }: BalanceProps) {
  if (cents === null && !isFirst) return null
  return (
    <Entry name={name}>
      <span className={isFirst ? 'font-strong' : ''}>
        <Amount cents={cents} />
      </span>
      {children}
    </Entry>
  )
}

type BalanceProps = Readonly<{
  name: string
  cents: number | null
  isFirst?: boolean
  children?: ReactNode
}>

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft text-small">{name}</dt>
      <dd className="text-large">{children}</dd>
    </div>
  )
}
