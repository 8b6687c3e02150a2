import { notFound } from 'next/navigation'
import { AccountNumber } from '#app/_ui/account-number.tsx'
import type { Account } from '#lib/data/accounts.ts'
import type { Outcome } from '#lib/data/outcome.ts'

/** An account that is not there is a page that is not there. */
export async function AccountHeading({ account }: AccountHeadingProps) {
  const outcome = await account
  if (!outcome.ok) return <h1>Account</h1>
  if (outcome.value === null) notFound()

  const { name, maskedNumber } = outcome.value
  return (
    <>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <p className="mt-1">
        <AccountNumber maskedNumber={maskedNumber} />
      </p>
    </>
  )
}

type AccountHeadingProps = Readonly<{ account: Promise<Outcome<Account | null>> }>
