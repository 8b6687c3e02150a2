import { notFound } from 'next/navigation'
import { accountAddress, editAddress, readSegment } from '#app/_ui/addresses.ts'
import { Frame } from '#app/_ui/frame.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { Streamed } from '#app/_ui/streamed.tsx'
import { SectionSkeleton } from '#app/institutions/[institutionId]/accounts/[accountId]/skeletons.tsx'
import { NoSuchAccount } from '#app/institutions/[institutionId]/accounts/no-such-account.tsx'
import { institutionTitle } from '#app/institutions/institution-title.ts'
import { isAccountId } from '#lib/data/enterprise/account.ts'
import { findDraft } from '#lib/data/enterprise/account-draft.ts'
import { fieldsOf, isAccountPart } from '#lib/data/enterprise/account-form.ts'
import { getAccount } from '#lib/data/enterprise/accounts.ts'
import { settle } from '#lib/data/outcome.ts'
import { requireViewer } from '#lib/data/viewer.ts'
import { Edit } from '../edit.tsx'
import { titles } from '../wording.ts'

/** What leads back here with a summary of what is wrong. */
const wrong = ['invalid', 'conflict', 'unknown', 'missing-scope', 'not-permitted', 'refused']

/** A form for a part of an account; `draft` in the address says what was typed into it before. */
export default async function EditPage({
  params,
  searchParams,
}: PageProps<'/institutions/[institutionId]/accounts/[accountId]/edit/[part]'>) {
  const { institutionId, accountId: segment, part } = await params
  if (!isAccountPart(part)) notFound()
  const accountId = readSegment(segment)
  const form = editAddress(institutionId, accountId, part)
  const { draft: draftId } = await searchParams
  const isKept = typeof draftId === 'string' && draftId !== ''
  const address = isKept ? `${form}?${new URLSearchParams({ draft: draftId })}` : form

  const viewer = await requireViewer(address, institutionId)
  if (viewer.api.kind !== 'enterprise') notFound()
  if (!isAccountId(accountId)) {
    return (
      <Frame title={institutionTitle('Account', viewer)} viewer={viewer}>
        <NoSuchAccount />
      </Frame>
    )
  }

  const account = settle(getAccount(viewer, accountId))
  const draft = await findDraft(form, draftId)
  return (
    <Frame
      title={institutionTitle(titles[part], viewer)}
      viewer={viewer}
      hasFaults={draft !== null && wrong.includes(draft.outcome)}
    >
      <PageLink href={accountAddress(institutionId, accountId)} className="link">
        Back to the account
      </PageLink>
      <div className="mt-6">
        <Streamed
          content={Edit({
            account,
            draft,
            part,
            isMissingDraft: isKept && !draft,
            place: { institutionId, address },
          })}
          skeleton={<SectionSkeleton lines={2 * fieldsOf(part).length + 3} />}
        />
      </div>
    </Frame>
  )
}
