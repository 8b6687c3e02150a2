import { accountAddress, accountsAddress, readSegment } from '#app/_ui/addresses.ts'
import { Frame } from '#app/_ui/frame.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { Streamed } from '#app/_ui/streamed.tsx'
import { ConsumerAccountPage } from '#app/institutions/[institutionId]/_consumer/account-page.tsx'
import { transactionsAddress } from '#app/institutions/[institutionId]/_consumer/transactions-address.ts'
import { NoSuchAccount } from '#app/institutions/[institutionId]/accounts/no-such-account.tsx'
import { institutionTitle } from '#app/institutions/institution-title.ts'
import { isAccountId } from '#lib/data/enterprise/account.ts'
import {
  getAccount,
  getAccountSummary,
  getAvailableBalance,
} from '#lib/data/enterprise/accounts.ts'
import { settle } from '#lib/data/outcome.ts'
import { requireViewer, type Viewer } from '#lib/data/viewer.ts'
import { AccountFacts } from './account-facts.tsx'
import { AccountHeading } from './account-heading.tsx'
import { AvailableNow } from './available-now.tsx'
import { Balances } from './balances.tsx'
import { Saved } from './saved.tsx'
import { HeadingSkeleton, SectionSkeleton } from './skeletons.tsx'

/** One account, each of its parts as soon as it is there. */
export default async function AccountPage({
  params,
  searchParams,
}: PageProps<'/institutions/[institutionId]/accounts/[accountId]'>) {
  const { institutionId, accountId: segment } = await params
  const accountId = readSegment(segment)
  const query = await searchParams

  const address = accountAddress(institutionId, accountId)
  const returnTo = transactionsAddress(institutionId, accountId, query)
  const viewer = await requireViewer(returnTo, institutionId)
  if (!isAccountId(accountId)) return <Misspelt viewer={viewer} />
  if (viewer.api.kind === 'consumer') {
    return ConsumerAccountPage({ viewer, institutionId, accountId, query })
  }
  const place = { institutionId, address }

  // Asked side by side: none of the three waits for another, and each fails alone.
  const account = settle(getAccount(viewer, accountId))
  const available = settle(getAvailableBalance(viewer, accountId))
  const summary = settle(getAccountSummary(viewer, accountId))

  return (
    <Frame title={institutionTitle('Account', viewer)} viewer={viewer}>
      <PageLink href={accountsAddress(institutionId)} className="link">
        All accounts
      </PageLink>
      <Saved flag={query.saved} {...{ institutionId, accountId }} />
      <div className="mt-6">
        <Streamed content={AccountHeading({ account })} skeleton={<HeadingSkeleton />} />
      </div>
      <div className="mt-10 grid gap-x-16 gap-y-10 md:grid-cols-2">
        <div className="flex flex-col gap-10">
          <Streamed
            content={AvailableNow({ available, place })}
            skeleton={<SectionSkeleton lines={1} />}
          />
          <Streamed
            content={Balances({ summary, place })}
            skeleton={<SectionSkeleton lines={4} />}
          />
        </div>
        <Streamed
          content={AccountFacts({ account, place })}
          skeleton={<SectionSkeleton lines={5} />}
        />
      </div>
    </Frame>
  )
}

/** Such an id is nobody's, and no API is asked about it. */
function Misspelt({ viewer }: { viewer: Viewer }) {
  return (
    <Frame title={institutionTitle('Account', viewer)} viewer={viewer}>
      <NoSuchAccount />
    </Frame>
  )
}
