import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { accountAddress, accountsAddress, readSegment } from '#app/_ui/addresses.ts'
import { Frame } from '#app/_ui/frame.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { Streamed } from '#app/_ui/streamed.tsx'
import { requireViewer } from '#lib/data/viewer.ts'
import { AccountDetail } from './account-detail.tsx'
import { AvailableNow } from './available-now.tsx'
import { Balances } from './balances.tsx'
import { DetailSkeleton, SectionSkeleton } from './skeletons.tsx'

export const metadata: Metadata = { title: 'Account', robots: { index: false } }

export default async function AccountPage({
  params,
}: PageProps<'/institutions/[institutionId]/accounts/[accountId]'>) {
  const { institutionId, accountId: segment } = await params
  const accountId = readSegment(segment)
  if (accountId === null) notFound()

  const address = accountAddress(institutionId, accountId)
  const viewer = await requireViewer(address, institutionId)
  const account = { viewer, accountId, place: { institutionId, address } }

  return (
    <Frame viewer={viewer}>
      <PageLink href={accountsAddress(institutionId)} className="link">
        All accounts
      </PageLink>
      {/* Three calls, asked side by side: none waits for another, and each fails alone. */}
      <div className="mt-6 grid gap-x-16 gap-y-10 md:grid-cols-2">
        <div className="md:row-span-2">
          <Streamed content={AccountDetail(account)} skeleton={<DetailSkeleton />} />
        </div>
        <Streamed content={AvailableNow(account)} skeleton={<SectionSkeleton lines={2} />} />
        <Streamed content={Balances(account)} skeleton={<SectionSkeleton lines={5} />} />
      </div>
    </Frame>
  )
}
