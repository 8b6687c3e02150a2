import { editAddress } from '#app/_ui/addresses.ts'
import { PageLink } from '#app/_ui/page-link.tsx'
import { titles } from './edit/wording.ts'

/** The forms that change an account. Whether the person may, the institution says when they save. */
export function WaysToChange({ institutionId, accountId }: WaysToChangeProps) {
  return (
    <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
      {(['details', 'name', 'dates'] as const).map((part) => (
        <li key={part}>
          <PageLink href={editAddress(institutionId, accountId, part)} className="link">
            {titles[part]}
          </PageLink>
        </li>
      ))}
    </ul>
  )
}

type WaysToChangeProps = Readonly<{ institutionId: string; accountId: string }>
