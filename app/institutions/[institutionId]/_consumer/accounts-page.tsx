import { Frame } from '#app/_ui/frame.tsx'
import { Streamed } from '#app/_ui/streamed.tsx'
import { institutionTitle } from '#app/institutions/institution-title.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { AccountGroups } from './account-groups.tsx'
import { AccountGroupsSkeleton } from './account-groups-skeleton.tsx'
import { Update } from './update.tsx'

/** What a bank's own customer has there. `task` is the update that is under way. */
export function ConsumerAccountsPage({ viewer, institutionId, query }: AccountsPageProps) {
  return (
    <Frame title={institutionTitle('Accounts', viewer)} viewer={viewer}>
      <h1>Accounts</h1>
      <Update viewer={viewer} institutionId={institutionId} task={query.task} />
      <Streamed
        content={AccountGroups({ viewer, institutionId })}
        skeleton={<AccountGroupsSkeleton />}
      />
    </Frame>
  )
}

type AccountsPageProps = Readonly<{
  viewer: Viewer
  institutionId: string
  query: Readonly<Record<string, string | string[] | undefined>>
}>
