import type { Account } from './account.ts'
import { harborAndVale, juniper, larkspur } from './institutions.ts'

/** How an account begins; what is left out is made up. */
export type AccountStart = Readonly<
  Pick<Account, 'name' | 'type' | 'status' | 'customerName'> & {
    maskedNumber?: string
    ledgerCents: number
    holdsCents?: number
    listsBalances?: boolean
  }
>

/** Accounts written by hand: the ones people point at, and the ones that break careless pages. */
export const storied: Readonly<Record<string, readonly AccountStart[]>> = {
  [larkspur]: [
    {
      name: 'Operating',
      type: 'Checking',
      status: 'Active',
      customerName: 'Wren Bakery',
      maskedNumber: '••4471',
      ledgerCents: 1_291_044,
      holdsCents: 50_233,
    },
    {
      name: 'Payroll reserve',
      type: 'Savings',
      status: 'Active',
      customerName: 'Wren Bakery',
      maskedNumber: '••0093',
      ledgerCents: 8_800_000,
    },
    {
      name: 'Overdrawn example',
      type: 'Checking',
      status: 'Active',
      customerName: 'Tobias Krane',
      maskedNumber: '••7710',
      ledgerCents: -21_407,
      holdsCents: 0,
    },
    {
      name: 'Opened yesterday, empty today',
      type: 'Savings',
      status: 'Active',
      customerName: 'Amara Nwosu',
      ledgerCents: 0,
    },
    {
      name: '<b>Tom & "Sons"</b>',
      type: 'Checking',
      status: 'Active',
      customerName: 'Tom & "Sons" <tom@example.test>',
      ledgerCents: 310_055,
    },
    {
      name: "O'Brien-D'Angelo children's college fund",
      type: 'Certificate',
      status: 'Active',
      customerName: "Siobhán O'Brien-D'Angelo",
      ledgerCents: 2_500_000,
    },
    {
      name: 'حساب التوفير العائلي',
      type: 'Savings',
      status: 'Active',
      customerName: 'ليلى منصور',
      ledgerCents: 742_318,
    },
    {
      name: 'The Larkspur County Volunteer Fire and Rescue Association Equipment Replacement, Training and Widows and Orphans Trust',
      type: 'Savings',
      status: 'Active',
      customerName: 'Larkspur County Volunteer Fire and Rescue Association, Incorporated 1911',
      ledgerCents: 9_876_543_210,
    },
    {
      name: 'Balance not listed',
      type: 'Loan',
      status: 'Active',
      customerName: 'Priya Raman',
      ledgerCents: -1_845_000,
      listsBalances: false,
    },
    {
      name: 'Sleeping since 2014',
      type: 'Savings',
      status: 'Dormant',
      customerName: 'Jonas Eklund',
      ledgerCents: 1_201,
    },
    {
      name: 'Paid off',
      type: 'Loan',
      status: 'Closed',
      customerName: 'Celeste Moreau',
      ledgerCents: 0,
    },
  ],
  [juniper]: [
    {
      name: 'Greenhouse Savings',
      type: 'Savings',
      status: 'Active',
      customerName: 'Grace Adeyemi',
      maskedNumber: '••3120',
      ledgerCents: 1_543_200,
    },
    {
      name: 'Antidisestablishmentarianism/Reserve/2026/07/NoSpacesAtAllInThisName',
      type: 'Checking',
      status: 'Active',
      customerName: 'Marsh Lane Dental',
      ledgerCents: 45_100,
    },
    {
      name: 'קרן חירום',
      type: 'Savings',
      status: 'Active',
      customerName: 'נועה ברק',
      ledgerCents: 400_000,
    },
    {
      name: 'Orchard line of credit',
      type: 'Loan',
      status: 'Active',
      customerName: 'Fenwick Orchard Co-op',
      ledgerCents: -12_500_000,
    },
    {
      name: 'Held to the last cent',
      type: 'Checking',
      status: 'Active',
      customerName: 'Dmitri Volkov',
      ledgerCents: 50_000,
      holdsCents: 50_000,
    },
  ],
  [harborAndVale]: [
    {
      name: 'Vale family trust',
      type: 'Certificate',
      status: 'Active',
      customerName: 'Vale & Harbor Nominees',
      maskedNumber: '••8802',
      ledgerCents: 75_000_000,
    },
    {
      name: '";alert(1)//',
      type: 'Checking',
      status: 'Active',
      customerName: '{{7*7}} %s',
      ledgerCents: 4_900,
    },
    {
      name: '家計の普通預金',
      type: 'Checking',
      status: 'Active',
      customerName: '佐藤 美咲',
      ledgerCents: 233_000,
    },
  ],
}
