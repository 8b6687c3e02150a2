/** Who the sandbox knows, by the reason they exist for. Everybody has the same password and code. */
export const people = {
  /** Three institutions; may edit in two of them. */
  ada: 'ada@example.test',
  /** One institution. */
  ben: 'ben@example.test',
  /** No institution. */
  noor: 'noor@example.test',
  /** Two institutions, with a second factor. */
  mei: 'mei@example.test',
  /** May look but not edit. */
  sam: 'sam@example.test',
  /** The account is locked. */
  leo: 'leo@example.test',
  /** A member who may not see the accounts. */
  ivy: 'ivy@example.test',
  /** Every institution there is. */
  max: 'max@example.test',
} as const

export const password = 'sandbox'
export const secondFactorCode = '246810'
