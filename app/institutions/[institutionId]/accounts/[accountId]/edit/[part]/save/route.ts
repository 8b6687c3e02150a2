import type { NextRequest } from 'next/server'
import { accountAddress, authorizeAddress, editAddress, readSegment } from '#app/_ui/addresses.ts'
import { accountsWriteScope } from '#lib/data/consent.ts'
import { isAccountId } from '#lib/data/enterprise/account.ts'
import { readDraft, saveDraft } from '#lib/data/enterprise/account-draft.ts'
import { isAccountPart } from '#lib/data/enterprise/account-form.ts'
import { readForm } from '#lib/http/form.ts'
import { refused, seeOther, stateChange, tooLarge } from '#lib/http/respond.ts'

type Context = RouteContext<'/institutions/[institutionId]/accounts/[accountId]/edit/[part]/save'>

/** Saves a part of an account, and sends the person to the page that says how it went. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  const { institutionId, accountId: segment, part } = await params
  const accountId = readSegment(segment)

  return stateChange(async () => {
    const sent = await readForm(request)
    if (sent === null) return tooLarge()
    if (!isAccountPart(part) || !isAccountId(accountId)) return refused('not-our-form')
    const form = editAddress(institutionId, accountId, part)
    const draft = readDraft(form, part, sent)
    if (draft === null) return refused('not-our-form')

    const returnTo = `${form}?draft=${draft.id}`
    const { outcome } = (await saveDraft({ institutionId, accountId, part }, draft)) ?? lost
    switch (outcome) {
      case 'saved':
        return seeOther(`${accountAddress(institutionId, accountId)}?saved=${part}.${draft.id}`)
      case 'signed-out':
        return seeOther(authorizeAddress({ institutionId, returnTo }))
      case 'needs-consent':
        return seeOther(authorizeAddress({ institutionId, scope: accountsWriteScope, returnTo }))
      default:
        return seeOther(`${returnTo}&outcome=${outcome}`)
    }
  })(request)
}

const lost = { outcome: 'signed-out' }
