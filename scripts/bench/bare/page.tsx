import { Frame } from '#app/_ui/frame.tsx'
import { Streamed } from '#app/_ui/streamed.tsx'
import { AccountList } from '#app/institutions/[institutionId]/accounts/account-list.tsx'
import { SearchForm } from '#app/institutions/[institutionId]/accounts/search-form.tsx'
import { readAccountSearch } from '#lib/data/enterprise/account-search.ts'
import type { Viewer } from '#lib/data/viewer.ts'

/**
 * The accounts page without a session: who looks is always the same, and nothing is looked up. All else,
 * the call of the API included, is the page's own code. Exists in the bench's copy of the app only.
 */
const viewer = {
  subject: 'ada',
  name: 'Ada Okafor',
  email: 'ada@example.test',
  institutionId: 'larkspur',
  institutionName: 'Larkspur Bank',
  api: { kind: 'enterprise', baseUrl: process.env.API_URL ?? '' },
  authorization: 'Bearer bare',
  sessionEnds: {
    idleExpiresAt: Date.now() + 1_200_000,
    absoluteExpiresAt: Date.now() + 43_200_000,
  },
} as unknown as Viewer

export default async function BareAccountsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string>>
}) {
  const { search, typed } = readAccountSearch(await searchParams)
  return (
    <Frame title="Accounts · Larkspur Bank" viewer={viewer}>
      <h1>Accounts</h1>
      <SearchForm institutionId="larkspur" typed={typed} faults={{}} />
      {search && (
        <Streamed
          content={AccountList({ viewer, institutionId: 'larkspur', search })}
          skeleton={null}
        />
      )}
    </Frame>
  )
}
