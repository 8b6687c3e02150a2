import type { Account } from '#lib/data/enterprise/account.ts'

/** A value of an account in a sentence. */
export function Value({ of }: { of: Account[keyof Account] }) {
  if (of === null) return 'none'
  return (
    <>
      “<bdi>{of}</bdi>”
    </>
  )
}
