type AccountKind = Readonly<{
  title: string
  /** What its second column is about. */
  second: string
}>

const kinds: Readonly<Record<string, AccountKind>> = {
  Deposit: { title: 'Checking and savings', second: 'Available' },
  'Line of Credit': { title: 'Credit', second: 'Available credit' },
  Debt: { title: 'Loans', second: 'Next payment' },
}

/** How a type of account is called. Of a type that we do not know, the bank's own word is taken. */
export function kindOf(type: string): AccountKind {
  const known = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  return known ?? { title: type, second: 'Available' }
}
