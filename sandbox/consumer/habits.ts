import { between, type Random } from '../random.ts'
import type { AccountKind } from './account.ts'

/** Who is paid or pays, as it stands on a statement. */
export type Payee = Readonly<{
  name: string
  memo: string
  category: string
  type: 'Purchase' | 'Transfer' | 'Deposit' | 'Interest' | 'Payment' | 'Check'
  city?: string
  /** Not yet booked ones may be of this kind. */
  mayBePending?: boolean
}>

/** Something that happens on an account again and again. */
export type Habit = Readonly<{
  /** Days from one time to the next, at least and at most. */
  gap: readonly [number, number]
  /** In cents, negative for a debit; 0 means not this time. */
  amount: (random: Random, balanceCents: number) => number
  payees: readonly [Payee, ...Payee[]]
}>

const spend = (least: number, most: number) => (random: Random) => -between(random, least, most)
const earn = (least: number, most: number) => (random: Random) => between(random, least, most)
/** What a year's interest comes to in a month: owed where the balance is. */
const interest = (percent: number) => (_random: Random, balanceCents: number) =>
  Math.round((balanceCents * percent) / 1_200)
/** Moves what is above a balance away, or brings what is missing to it. */
const settle = (target: number, least: number) => (_random: Random, balanceCents: number) =>
  Math.abs(target - balanceCents) < least ? 0 : target - balanceCents

function purchase(name: string, memo: string, category: string, city = 'Dunmore'): Payee {
  return { name, memo, category, type: 'Purchase', city, mayBePending: true }
}

const groceries: Habit = {
  gap: [2, 5],
  amount: spend(1_840, 14_260),
  payees: [
    purchase('Fennel & Rye Market', 'FENNEL RYE MKT #0042', 'Groceries'),
    purchase('Northgate Foods', 'NORTHGATE FOODS 118', 'Groceries'),
    purchase('Tidewater Co-op', 'SQ *TIDEWATER COOP', 'Groceries', 'Pell Harbor'),
  ],
}

export const smallTreats: Habit = {
  gap: [1, 3],
  amount: spend(275, 1_890),
  payees: [
    purchase('Kettle Lane Coffee', 'TST* KETTLE LANE COFFEE', 'Restaurants'),
    purchase('Larch Street Bakery', 'LARCH ST BAKERY', 'Restaurants'),
    purchase('Corner Lunch', 'CORNER LUNCH 7', 'Restaurants', 'Pell Harbor'),
  ],
}

const goingOut: Habit = {
  gap: [4, 11],
  amount: spend(1_990, 13_400),
  payees: [
    purchase('Dunmore Fuel', 'DUNMORE FUEL 00231', 'Auto & Gas'),
    purchase('The Salt Cellar', 'SALT CELLAR RESTAURANT', 'Restaurants'),
    purchase('Paper Lantern Books', 'PAPER LANTERN BOOKS', 'Shopping'),
    purchase('Harbor Cinema', 'HARBOR CINEMA TICKETS', 'Entertainment', 'Pell Harbor'),
  ],
}

const bills: Habit = {
  gap: [9, 12],
  amount: spend(3_450, 15_980),
  payees: [
    { name: 'County Water', memo: 'COUNTY WATER AUTOPAY', category: 'Utilities', type: 'Payment' },
    { name: 'Dunmore Power', memo: 'DUNMORE POWER CO', category: 'Utilities', type: 'Payment' },
    { name: 'Glasswing Mobile', memo: 'GLASSWING WIRELESS', category: 'Phone', type: 'Payment' },
  ],
}

/** Rare entries that break careless pages, statements and spreadsheets. */
const oddities: Habit = {
  gap: [19, 33],
  amount: spend(100, 4_200),
  payees: [
    purchase('<b>Tom & "Sons"</b>', '<img src=x onerror=alert(1)>', 'Shopping'),
    purchase('مقهى الياسمين', 'مقهى الياسمين ١٢', 'Restaurants'),
    purchase('=HYPERLINK("http://evil.test")', '+1+1, "quoted"; @SUM(A1)', 'Shopping'),
    purchase('Llanfairpwll'.repeat(9), 'A memo that goes on and on. '.repeat(12).trim(), 'Travel'),
  ],
}

const wages: Habit = {
  gap: [14, 14],
  amount: earn(218_000, 221_500),
  payees: [
    { name: 'Wren Bakery', memo: 'WREN BAKERY PAYROLL', category: 'Income', type: 'Deposit' },
  ],
}

const sales: Habit = {
  gap: [1, 1],
  amount: earn(4_000, 48_000),
  payees: [
    { name: 'Card sales', memo: 'MERCHANT DEPOSIT', category: 'Income', type: 'Deposit' },
    { name: 'Workshop fees', memo: 'WORKSHOP DEPOSIT', category: 'Income', type: 'Deposit' },
  ],
}

const rent: Habit = {
  gap: [30, 31],
  amount: spend(129_500, 129_500),
  payees: [{ name: 'Check 2041', memo: 'CHECK 2041', category: 'Rent', type: 'Check' }],
}

function monthly(name: string, type: Payee['type'], amount: Habit['amount']): Habit {
  const payee = { name, memo: name.toUpperCase(), category: 'Transfers', type }
  return { gap: [30, 31], amount, payees: [payee] }
}

const everyday = [wages, rent, groceries, smallTreats, goingOut, bills, oddities]

/** What happens on an account of a kind, in the order in which one day's entries are booked. */
export const habits: Readonly<Record<AccountKind, readonly Habit[]>> = {
  Checking: [...everyday, monthly('Transfer to savings', 'Transfer', settle(340_000, 20_000))],
  'Busy checking': [
    ...[sales, groceries, smallTreats, smallTreats, goingOut, bills, oddities],
    monthly('Transfer to the owner', 'Transfer', settle(900_000, 50_000)),
  ],
  Savings: [
    monthly('Transfer from checking', 'Transfer', earn(15_000, 60_000)),
    monthly('Interest paid', 'Interest', interest(1.85)),
  ],
  Certificate: [monthly('Interest paid', 'Interest', interest(4.1))],
  'Credit card': [
    ...[groceries, goingOut, oddities],
    monthly('Payment received, thank you', 'Payment', settle(0, 1)),
  ],
  Loan: [
    monthly('Interest charged', 'Interest', interest(6.45)),
    monthly('Loan payment', 'Payment', earn(38_500, 38_500)),
  ],
  Unused: [],
}
