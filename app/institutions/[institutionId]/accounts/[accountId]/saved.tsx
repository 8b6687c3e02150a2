import { editAddress } from '#app/_ui/addresses.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { findDraft } from '#lib/data/enterprise/account-draft.ts'
import { isAccountPart } from '#lib/data/enterprise/account-form.ts'

/** Says that a form was saved, where it was: the address alone is no proof. */
export async function Saved({ flag, institutionId, accountId }: SavedProps) {
  const [part = '', id] = typeof flag === 'string' ? flag.split('.') : []
  if (!isAccountPart(part)) return null
  const draft = await findDraft(editAddress(institutionId, accountId, part), id)
  if (draft?.outcome !== 'saved') return null

  return <Notice>Saved. {words[part]}</Notice>
}

type SavedProps = Readonly<{ flag: unknown; institutionId: string; accountId: string }>

const words = {
  details: 'The account has the details you gave it.',
  name: 'The account has the name you gave it.',
  dates: 'The account has the dates you gave it.',
} as const
