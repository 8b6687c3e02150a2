import { AccountNumber } from '#app/_ui/account-number.tsx'
import { NoSuchAccount } from '#app/institutions/[institutionId]/accounts/no-such-account.tsx'
import type { Account } from '#lib/data/enterprise/account.ts'
import type { Outcome } from '#lib/data/outcome.ts'

/** Which account this is; the only part that speaks when there is no such account. */
export async function AccountHeading({ account }: AccountHeadingProps) {
  const outcome = await account
  if (outcome.ok && outcome.value === null) return <NoSuchAccount />
  if (!outcome.ok) return <h1>Account</h1>

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
