import type { Institution } from '../institutions.ts'

/** A fictitious bank with a server of its own. */
export type Bank = Institution &
  Readonly<{
    /** Its name in client ids and folders. */
    slug: string
    /** Nine digits with a check sum, as on a cheque; no bank in the world has it. */
    routingNumber: string
    city: string
    state: string
  }>

export const marram: Bank = {
  institutionId: '4c1d7a60-8e25-4b93-a1f4-d07c52e9b836',
  name: 'Marram Savings Bank',
  slug: 'marram',
  routingNumber: '000000013',
  city: 'Dunmore',
  state: 'OR',
}

export const quince: Bank = {
  institutionId: 'f9382e1b-05c7-4d6a-8b70-2e64a91cd5f7',
  name: 'Quince Street Bank',
  slug: 'quince',
  routingNumber: '000000026',
  city: 'Pell Harbor',
  state: 'ME',
}

/** In the order of their ports. */
export const banks: readonly Bank[] = [marram, quince]
