import { decimal } from '../account.ts'
import { type AccountKind, type BankAccount, pendingCents } from './account.ts'
import type { Bank } from './banks.ts'

const types: Readonly<Record<AccountKind, readonly [type: string, subType: string]>> = {
  Checking: ['Deposit', 'Checking'],
  'Busy checking': ['Deposit', 'Checking'],
  Savings: ['Deposit', 'Savings'],
  Certificate: ['Deposit', 'Certificate'],
  'Credit card': ['Line of Credit', 'Credit Card'],
  Loan: ['Debt', 'Loan'],
  Unused: ['Deposit', 'Savings'],
}

export function accountTypes({ start }: BankAccount) {
  const [accountType, accountSubType] = types[start.kind]
  return { accountType, accountSubType }
}

/** An account as the API lists it. Money is text; what a customer owes is negative. */
export function showAccount(account: BankAccount, bank: Bank) {
  const { id, start, holder, lastDigits, sortIndex, balanceCents, fetchedAt } = account
  const spends = start.kind === 'Checking' || start.kind === 'Busy checking'
  return {
    id,
    name: start.name,
    numbers: `x${lastDigits}`,
    fetchedDate: new Date(fetchedAt).toISOString(),
    status: 'Active',
    accountStatus: 'Active',
    accountHolderName: holder,
    ...accountTypes(account),
    canCreatePayments: spends,
    canTransferFrom: spends || start.kind === 'Savings',
    hasRewards: false,
    loginId: `${bank.slug}-login`,
    institution: { id: bank.institutionId, name: bank.name },
    hidden: start.hidden ?? false,
    active: true,
    contributesToAggregateTotals: !start.hidden,
    lowFundsAlertEnabled: spends,
    ...(spends && { lowFundsAlertThreshold: '50.00' }),
    sortIndex,
    favorited: sortIndex === 0,
    balance: decimal(balanceCents),
    routingNumber: bank.routingNumber,
    ...moreOf(account),
    formattedMetaData: { details: [], rewards: [] },
  }
}

/** What only accounts of a type have. */
function moreOf(account: BankAccount) {
  const { start, balanceCents } = account
  const available = balanceCents + pendingCents(account)
  if (start.kind === 'Credit card') {
    const limit = start.creditLimitCents ?? 0
    const least = Math.min(-balanceCents, 3_500)
    return {
      creditLimit: decimal(limit),
      availableCredit: decimal(limit + available),
      paymentDueDate: inDays(17),
      paymentDueAmount: decimal(-balanceCents),
      minimumPaymentDue: decimal(least),
      interestRate: '19.99',
      insuredStatus: 'notApplicable',
    }
  }
  if (start.kind === 'Loan') {
    return {
      paymentDueDate: inDays(11),
      paymentDueAmount: '385.00',
      minimumPaymentDue: '385.00',
      payoffBalance: decimal(-balanceCents),
      principalAmount: decimal(-start.openingCents),
      interestRate: '6.45',
      originationDate: inDays(-400),
      insuredStatus: 'notApplicable',
    }
  }
  const savings = start.kind === 'Savings' || start.kind === 'Unused'
  return {
    availableBalance: decimal(start.kind === 'Certificate' ? 0 : available),
    ...(savings && { interestRate: '1.85', regD: { restricted: false, count: 0 } }),
    ...(start.kind === 'Certificate' && { interestRate: '4.10' }),
    insuredStatus: 'fdicInsured',
  }
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
