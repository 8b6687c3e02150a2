import { decimal } from '../account.ts'
import type { Entry } from './account.ts'

/** An entry as the API lists it. Negative is a debit; a pending one has no booking date and no balance. */
export function showTransaction(accountId: string, entry: Entry, state: string) {
  const { id, sequence, amountCents, at, payee, balanceCents } = entry
  const date = new Date(at).toISOString()
  const isPending = balanceCents === null
  return {
    id,
    accountId,
    amount: decimal(amountCents),
    currency: 'USD',
    memo: payee.memo,
    filteredMemo: payee.memo,
    displayName: payee.name,
    ...(payee.city && { displayCity: payee.city, displayState: state }),
    type: amountCents < 0 ? 'Debit' : 'Credit',
    subtype: payee.type,
    ...(payee.type === 'Check' && { checkNumber: payee.memo.replace(/\D/g, '') }),
    date,
    ...(!isPending && { datePosted: date }),
    pendingStatus: isPending ? 'Pending' : 'Reconciled',
    ...(!isPending && { runningBalance: decimal(balanceCents) }),
    sequence,
    lastUpdated: date,
    notes: '',
    tags: [],
    ...(payee.type === 'Purchase' && { merchant: { name: payee.name, category: payee.category } }),
    enrichments: { cleanMemo: payee.name, expenseCategory: payee.category },
    receiptImageIds: [],
    checkImageIds: [],
    hasProviderImages: false,
  }
}
