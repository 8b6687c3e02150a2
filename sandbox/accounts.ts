import { type Account, type AccountRecord, accountTypes } from './account.ts'
import { type AccountStart, storied } from './account-stories.ts'
import { harborAndVale, institutionZero, juniper, larkspur } from './institutions.ts'
import { pick, seeded } from './random.ts'

/** An institution's accounts, by id. */
export type Book = Map<string, AccountRecord>

/** How many accounts an institution has, and how its ids and numbers begin. */
type Plan = Readonly<{ prefix: string; seed: number; size: number }>

function planFor(institutionId: string, larkspurSize: number): Plan {
  switch (institutionId) {
    case larkspur:
      return { prefix: 'larkspur', seed: 20_041, size: larkspurSize }
    case juniper:
      return { prefix: 'juniper', seed: 20_058, size: 58 }
    case harborAndVale:
      return { prefix: 'harbor', seed: 20_027, size: 27 }
    case institutionZero:
      return { prefix: '', seed: 0, size: 0 }
    default: {
      const prefix = institutionId.slice(0, 8)
      return { prefix, seed: Number.parseInt(prefix, 16), size: 12 }
    }
  }
}

const purposes = {
  Checking: ['Household', 'Everyday', 'Operating', 'Payroll', 'Rent', 'Petty cash', 'Travel'],
  Savings: ['Rainy day', 'Holiday', 'Reserve', 'First home', 'School fees', 'Emergency', 'Garden'],
  Certificate: ['12-month', '24-month', '36-month', '60-month', 'Jumbo 18-month'],
  Loan: ['Car', 'Roof', 'Tractor', 'Kitchen', 'Bridge', 'Equipment', 'Delivery van'],
} as const

const customers = [
  'Amara Nwosu',
  'Tobias Krane',
  'Lucía Ferrán',
  'Hollis & Dane LLC',
  'Priya Raman',
  'Wren Bakery',
  'Jonas Eklund',
  'Fenwick Orchard Co-op',
  'Celeste Moreau',
  'Marsh Lane Dental',
  'Dmitri Volkov',
  'Grace Adeyemi',
] as const

/**
 * The accounts of any institution, made up when they are first asked for. The same every time, so that a
 * test, a picture and a talk agree. Edits last as long as the process.
 */
export function openBooks(larkspurSize: number): (institutionId: string) => Book {
  const books = new Map<string, Book>()
  return (institutionId) => {
    const book = books.get(institutionId) ?? makeBook(institutionId, larkspurSize)
    books.set(institutionId, book)
    return book
  }
}

function makeBook(institutionId: string, larkspurSize: number): Book {
  const { prefix, seed, size } = planFor(institutionId, larkspurSize)
  const random = seeded(seed)
  const stories = storied[institutionId] ?? []
  const records = Array.from({ length: size }, (_, index) => {
    // Every other of the first ones tells a story, so that a first page shows ordinary ones too.
    const story = index % 2 === 0 ? stories[index / 2] : undefined
    const id = `${prefix}-${String(index + 1).padStart(4, '0')}`
    return record(id, story ?? ordinary(random), random)
  })
  return new Map(records.map((it) => [it.account.id, it]))
}

function ordinary(random: () => number): AccountStart {
  const type = pick(random, accountTypes)
  const status = random() < 0.82 ? 'Active' : pick(random, ['Dormant', 'Closed'] as const)
  const cents = Math.floor(random() ** 3 * 9_000_000) + 1_000
  return {
    name: `${pick(random, purposes[type])} ${type.toLowerCase()}`,
    type,
    status,
    customerName: pick(random, customers),
    // What a person owes is a negative balance; a closed account holds nothing.
    ledgerCents: status === 'Closed' ? 0 : type === 'Loan' ? -cents : cents,
  }
}

function record(id: string, start: AccountStart, random: () => number): AccountRecord {
  const { type, status, ledgerCents } = start
  const opened = new Date(
    Date.UTC(2009 + Math.floor(random() * 16), 0, 1 + Math.floor(random() * 365)),
  )
  const matures = new Date(opened)
  matures.setUTCFullYear(2027 + Math.floor(random() * 6))
  const account: Account = {
    id,
    name: start.name,
    maskedNumber:
      start.maskedNumber ?? `••${String(Math.floor(random() * 10_000)).padStart(4, '0')}`,
    type,
    status,
    customerName: start.customerName,
    currency: 'USD',
    openedDate: isoDate(opened),
    maturityDate: type === 'Certificate' || type === 'Loan' ? isoDate(matures) : null,
    version: 1,
  }
  const holds = type === 'Checking' && random() < 0.4 ? Math.floor(random() * 50_000) : 0
  return {
    account,
    ledgerCents,
    holdsCents: start.holdsCents ?? (ledgerCents > holds ? holds : 0),
    interestRate: (type === 'Loan' ? 4 + random() * 5 : random() * 4).toFixed(2),
    listsBalances: start.listsBalances ?? random() > 0.08,
  }
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10)
}
