import type { AccountStart } from './account.ts'
import { marram, quince } from './banks.ts'

const visa: AccountStart = {
  name: 'Marram Visa',
  kind: 'Credit card',
  openingCents: -41_290,
  creditLimitCents: 800_000,
}

/** Bank -> e-mail of a customer -> their accounts. */
export const accountStarts: Readonly<
  Record<string, Readonly<Record<string, readonly AccountStart[]>>>
> = {
  [marram.institutionId]: {
    'ada@example.test': [
      { name: 'Everyday Checking', kind: 'Checking', openingCents: 312_655 },
      { name: 'Rainy Day Savings', kind: 'Savings', openingCents: 1_204_000 },
      { name: '18-month Certificate', kind: 'Certificate', openingCents: 2_500_000 },
      visa,
      { name: 'Car loan', kind: 'Loan', openingCents: -1_849_900 },
      { name: 'Holiday club 2019', kind: 'Unused', openingCents: 1_500, hidden: true },
    ],
    'ben@example.test': [
      { name: 'Household Checking', kind: 'Checking', openingCents: 288_020 },
      { name: 'New Savings', kind: 'Unused', openingCents: 0 },
      visa,
      { name: 'Roof loan', kind: 'Loan', openingCents: -962_400 },
    ],
  },
  [quince.institutionId]: {
    'ada@example.test': [
      { name: 'Studio Checking', kind: 'Busy checking', openingCents: 731_180 },
      { name: '<b>Tom & "Sons"</b> joint', kind: 'Checking', openingCents: 251_900 },
      { name: 'حساب التوفير العائلي', kind: 'Savings', openingCents: 640_000 },
      {
        name: 'The Quince Street Home Improvement, Weatherproofing and Accessible Bathroom Loan of the Second Anniversary Year',
        kind: 'Loan',
        openingCents: -2_410_000,
      },
      {
        name: 'Quince Mastercard',
        kind: 'Credit card',
        openingCents: -98_455,
        creditLimitCents: 500_000,
      },
    ],
    'sam@example.test': [
      { name: 'Everyday Checking', kind: 'Checking', openingCents: 303_310 },
      { name: 'First Home Savings', kind: 'Savings', openingCents: 2_875_000 },
      { name: '36-month Certificate', kind: 'Certificate', openingCents: 1_000_000 },
      {
        name: 'Quince Mastercard',
        kind: 'Credit card',
        openingCents: -12_840,
        creditLimitCents: 300_000,
      },
    ],
  },
}
