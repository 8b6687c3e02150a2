import { z } from 'zod'

const money = z.string().regex(/^-?\d+\.\d\d$/)
const date = z.iso.date()
const id = z.string().min(1)

const account = {
  id,
  name: z.string().min(1),
  numbers: z.string().regex(/^x\d{4}$/),
  fetchedDate: z.iso.datetime(),
  status: z.literal('Active'),
  accountStatus: z.literal('Active'),
  accountHolderName: z.string().min(1),
  canCreatePayments: z.boolean(),
  canTransferFrom: z.boolean(),
  hasRewards: z.boolean(),
  loginId: id,
  institution: z.strictObject({ id: z.uuid(), name: z.string().min(1) }),
  hidden: z.boolean(),
  active: z.boolean(),
  contributesToAggregateTotals: z.boolean(),
  lowFundsAlertEnabled: z.boolean(),
  lowFundsAlertThreshold: money.optional(),
  sortIndex: z.int(),
  favorited: z.boolean(),
  balance: money,
  routingNumber: z.string().regex(/^\d{9}$/),
  formattedMetaData: z.strictObject({ details: z.tuple([]), rewards: z.tuple([]) }),
}

const due = { paymentDueDate: date, paymentDueAmount: money, minimumPaymentDue: money }
const rate = z.string().regex(/^\d+\.\d\d$/)

const deposit = z.strictObject({
  ...account,
  accountType: z.literal('Deposit'),
  accountSubType: z.enum(['Checking', 'Savings', 'Certificate']),
  availableBalance: money,
  interestRate: rate.optional(),
  regD: z.strictObject({ restricted: z.boolean(), count: z.int() }).optional(),
  insuredStatus: z.literal('fdicInsured'),
})
const lineOfCredit = z.strictObject({
  ...account,
  ...due,
  accountType: z.literal('Line of Credit'),
  accountSubType: z.literal('Credit Card'),
  creditLimit: money,
  availableCredit: money,
  interestRate: rate,
  insuredStatus: z.literal('notApplicable'),
})
const debt = z.strictObject({
  ...account,
  ...due,
  accountType: z.literal('Debt'),
  accountSubType: z.literal('Loan'),
  payoffBalance: money,
  principalAmount: money,
  interestRate: rate,
  originationDate: date,
  insuredStatus: z.literal('notApplicable'),
})

/** `GET /users/{sub}/accounts` */
export const accountList = z.strictObject({
  accounts: z.array(z.discriminatedUnion('accountType', [deposit, lineOfCredit, debt])),
  inactivatedAccountIds: z.tuple([]),
})

const transaction = {
  id,
  accountId: id,
  amount: money,
  currency: z.literal('USD'),
  memo: z.string(),
  filteredMemo: z.string(),
  displayName: z.string().min(1),
  displayCity: z.string().optional(),
  displayState: z.string().length(2).optional(),
  type: z.enum(['Debit', 'Credit']),
  subtype: z.enum(['Purchase', 'Transfer', 'Deposit', 'Interest', 'Payment', 'Check']),
  checkNumber: z.string().regex(/^\d+$/).optional(),
  date: z.iso.datetime(),
  sequence: z.int().positive(),
  lastUpdated: z.iso.datetime(),
  notes: z.string(),
  tags: z.tuple([]),
  merchant: z.strictObject({ name: z.string(), category: z.string() }).optional(),
  enrichments: z.strictObject({ cleanMemo: z.string(), expenseCategory: z.string() }),
  receiptImageIds: z.tuple([]),
  checkImageIds: z.tuple([]),
  hasProviderImages: z.boolean(),
}
const pending = z.strictObject({ ...transaction, pendingStatus: z.literal('Pending') })
const reconciled = z.strictObject({
  ...transaction,
  pendingStatus: z.literal('Reconciled'),
  datePosted: z.iso.datetime(),
  runningBalance: money,
})

/** `GET /users/{sub}/accounts/{accountId}/transactions` */
export const transactionPage = z.strictObject({
  transactions: z.array(z.discriminatedUnion('pendingStatus', [pending, reconciled])),
  inactivatedTransactionIds: z.tuple([]),
  offset: z.int(),
  limit: z.int(),
  account: z.strictObject({ accountType: z.string(), accountSubType: z.string() }),
})

/** `GET /users/{sub}` */
export const user = z.strictObject({
  userId: z.uuid(),
  id: z.uuid(),
  email: z.email(),
  userType: z.literal('Individual'),
  firstName: z.string(),
  middleName: z.string(),
  lastName: z.string(),
  preferredName: z.string(),
  institutionId: z.uuid(),
  username: z.string(),
  phoneNumber: z.string(),
  address: z.strictObject({
    streetAddress: z.string(),
    streetAddress2: z.string(),
    city: z.string(),
    state: z.string().length(2),
    zip: z.string(),
  }),
  userVerified: z.boolean(),
  userAddedDateTime: z.iso.datetime(),
})

/** `PUT /users/{sub}/fetch` */
export const fetchStarted = z.strictObject({ taskId: z.uuid() })

/** `GET /users/{sub}/tasks/{taskId}` */
export const taskEvents = z.strictObject({
  version: z.int(),
  events: z.array(
    z.union([
      z.strictObject({ type: z.literal('TaskStarted'), date: z.iso.datetime() }),
      z.strictObject({ type: z.string().startsWith('Enrichment'), date: z.iso.datetime() }),
      z.strictObject({
        type: z.literal('TaskEnded'),
        date: z.iso.datetime(),
        status: z.enum(['Success', 'Failure', 'Timeout']),
      }),
    ]),
  ),
})

/** Every refusal. */
export const refusal = z.strictObject({ errorCode: z.int(), messages: z.string().min(1) })
