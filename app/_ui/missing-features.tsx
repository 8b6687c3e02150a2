import { getMissingFeatures } from '#lib/data/consent.ts'
import { accountsAddress, authorizeAddress } from './addresses.ts'

/** What the person did not allow when they entered, and what therefore does not work. */
export async function MissingFeatures({ institutionId }: { institutionId: string }) {
  const missing = await getMissingFeatures(institutionId)
  if (missing.length === 0) return null
  const returnTo = accountsAddress(institutionId)

  return (
    <aside
      aria-label="Not allowed"
      className="mb-8 max-w-prose rounded-box border-warn border-s-4 bg-warn-soft p-4"
    >
      <p>You did not allow everything Foyer asked for. At this institution it may not</p>
      <ul className="list-disc ps-6">
        {missing.map((feature) => (
          <li key={feature}>{feature}</li>
        ))}
      </ul>
      <p className="mt-2">
        <a href={authorizeAddress({ institutionId, returnTo })} className="link">
          Allow it after all
        </a>
      </p>
    </aside>
  )
}
