import { AccountNumber } from '#app/_ui/account-number.tsx'
import type { Account } from '#lib/data/accounts.ts'
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

function NoSuchAccount() {
  return (
    <>
      <h1>There is no such account here</h1>
      <p className="mt-2 max-w-prose">
        The address may be misspelt, or the account is not one that this institution shows you.
      </p>
    </>
  )
}
