import { z } from 'zod'

const money = z.string().regex(/^-?\d+\.\d\d$/)
const percent = z.string().regex(/^\d+\.\d\d$/)
const id = z.string().min(1)

const account = z.strictObject({
  id,
  name: z.string().min(1).max(200),
  maskedNumber: z.string().regex(/^••\d{4}$/),
  type: z.enum(['Checking', 'Savings', 'Certificate', 'Loan']),
  status: z.enum(['Active', 'Dormant', 'Closed']),
  customerName: z.string().min(1).max(200),
  currency: z.string().regex(/^[A-Z]{3}$/),
  openedDate: z.iso.date(),
  maturityDate: z.iso.date().nullable(),
  version: z.int().positive(),
})

/** In a list an account has its balances, unless the system behind leaves them out: both, or none. */
const listedAccount = z.union([
  z.strictObject({ ...account.shape, ledgerBalance: money, availableBalance: money }),
  account,
])

/** What the enterprise APIs answer: a schema for each call. Nothing beside it may be there. */
export const enterpriseAnswers = {
  directory: z.strictObject({
    institutions: z.array(z.strictObject({ institutionId: z.uuid(), name: z.string().min(1) })),
  }),
  inquiry: z.strictObject({
    accounts: z.array(listedAccount).max(100),
    total: z.int().nonnegative(),
  }),
  account,
  accountSummary: z.strictObject({
    accountId: id,
    ledgerBalance: money,
    availableBalance: money,
    holdsTotal: money,
    interestRate: percent,
    asOf: z.iso.datetime(),
  }),
  availableBalance: z.strictObject({
    accountId: id,
    availableBalance: money,
    currency: account.shape.currency,
    asOf: z.iso.datetime(),
  }),
}

const message = z.string().min(1)

/** What they answer when they refuse: status -> schema. */
export const enterpriseErrors = {
  400: z.strictObject({ errorCode: z.literal('INVALID_REQUEST'), message }),
  401: z.strictObject({ errorCode: z.literal('INVALID_TOKEN'), message }),
  403: z.strictObject({
    errorCode: z.enum(['INSUFFICIENT_SCOPE', 'NOT_PERMITTED', 'WRONG_INSTITUTION', 'WRONG_PERSON']),
    message,
  }),
  404: z.strictObject({ errorCode: z.literal('NOT_FOUND'), message }),
  412: z.strictObject({ errorCode: z.literal('VERSION_CONFLICT'), message }),
  413: z.strictObject({ errorCode: z.literal('BODY_TOO_LONG'), message }),
  415: z.strictObject({ errorCode: z.literal('UNSUPPORTED_MEDIA_TYPE'), message }),
  428: z.strictObject({ errorCode: z.literal('VERSION_REQUIRED'), message }),
  503: z.strictObject({ errorCode: z.literal('UNAVAILABLE'), message }),
}
