import { AccountNumber } from '#app/_ui/account-number.tsx'
import { Explanation } from '#app/_ui/explanation.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { NoSuchAccount } from '#app/institutions/[institutionId]/accounts/no-such-account.tsx'
import type { Account } from '#lib/data/enterprise/account.ts'
import type { KeptDraft } from '#lib/data/enterprise/account-draft.ts'
import {
  type AccountPart,
  fieldsOf,
  readAccount,
  readAccountForm,
} from '#lib/data/enterprise/account-form.ts'
import { mayChangeAccounts } from '#lib/data/enterprise/may-change-accounts.ts'
import type { Outcome } from '#lib/data/outcome.ts'
import { EditForm } from './edit-form.tsx'
import { EditNotice } from './edit-notice.tsx'
import { changedMeanwhile, mergeTyped } from './merging.ts'
import { asTyped, titles } from './wording.ts'

/** The form as it was opened, or as it came back: with what was typed, and why it is not saved. */
export async function Edit({ account, draft, part, isMissingDraft, place }: EditProps) {
  const outcome = await account
  if (!outcome.ok) {
    return (
      <>
        <h1>{titles[part]}</h1>
        <Explanation problem={outcome.problem} place={place} />
      </>
    )
  }
  if (outcome.value === null) return <NoSuchAccount />

  const now = outcome.value
  const kept = draft?.outcome === 'saved' ? null : draft
  const began = (kept && readAccount(kept.began)) ?? now
  const mayChange = await mayChangeAccounts(place.institutionId)
  const shown = fieldsOf(part).map((name) => [name, asTyped(now[name])])
  if (kept === null) {
    return (
      <>
        <EditHeading {...{ part, now }} />
        {isMissingDraft && <NotKept />}
        <EditForm
          {...{ part, place, mayChange }}
          opening={{ id: crypto.randomUUID(), attempt: 1, began: now }}
          typed={Object.fromEntries(shown)}
          faults={{}}
        />
      </>
    )
  }

  const { id, attempt } = kept
  // After a conflict, or when nobody knows, what is saved next is held against what is there now.
  const isConflict = kept.outcome === 'conflict'
  const isStale = isConflict || kept.outcome === 'unknown'
  const theirs = isConflict ? changedMeanwhile(began, now) : []
  const typed = isStale ? mergeTyped(began, kept.typed, now) : kept.typed
  const faults = readAccountForm(part, typed).faults ?? {}
  return (
    <>
      <EditHeading {...{ part, now }} />
      <EditNotice {...{ kept, began, now, theirs, faults, mayChange, place }} />
      <EditForm
        {...{ part, place, mayChange, typed, faults }}
        opening={{ id, attempt: attempt + 1, began: isStale ? now : began }}
        theirs={
          isConflict ? theirs.map((name) => ({ name, was: began[name], is: now[name] })) : null
        }
      />
    </>
  )
}

type EditProps = Readonly<{
  account: Promise<Outcome<Account | null>>
  draft: KeptDraft | null
  part: AccountPart
  /** The address names a draft that is not there. */
  isMissingDraft: boolean
  place: Readonly<{ institutionId: string; address: string }>
}>

function NotKept() {
  return (
    <Notice tone="neutral">
      What you typed here earlier is no longer kept. This is the account as it is now.
    </Notice>
  )
}

/** What is changed, and of which account. */
function EditHeading({ part, now }: { part: AccountPart; now: Account }) {
  return (
    <>
      <h1>{titles[part]}</h1>
      <p className="mt-1">
        <bdi>{now.name}</bdi> <AccountNumber maskedNumber={now.maskedNumber} />
      </p>
    </>
  )
}
