import type { Total } from '#lib/data/consumer/account-groups.ts'

/** Says of a total that something is missing from it. */
export function WithoutUnknown({ total }: { total: Total }) {
  if (total.unknown === 0) return null
  return (
    <span className="block font-normal text-small text-warn">
      without {total.unknown === 1 ? 'one account' : `${total.unknown} accounts`} whose balance your
      bank does not tell
    </span>
  )
}
