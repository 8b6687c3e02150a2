/** Whose an access token is. */
export type Owner = Readonly<{ person: string; institutionId: string }>

/** What the API knows; may change while it runs. */
export type Books = {
  institutions?: readonly Readonly<{ institutionId: string; name: string }>[]
  /** How many accounts everybody has. */
  accounts?: number
  /** Sends all accounts, however few are asked for. */
  ignoresLimit?: boolean
}

type ApiAnswer = Readonly<{ status: number; body: unknown; headers?: Record<string, string> }>

/**
 * What the banking API beside the scripted issuer answers. It looks at the token and not at the path:
 * whoever comes with the wrong token is shown what belongs to that token, and `canaryOf` tells.
 */
export function apiAnswer(
  { path, text, owner }: { path: string; text: string; owner: Owner | null },
  { institutions = usual, accounts = 1, ignoresLimit = false }: Books,
): ApiAnswer {
  if (owner === null) return refused
  if (/^\/api\/users\/[^/]+\/institutions$/.test(path)) return ok({ institutions })
  if (path.endsWith('/accounts/inquiry')) {
    const { offset = 0, limit = accounts } = JSON.parse(text)
    const most = ignoresLimit ? accounts : limit
    const length = Math.max(0, Math.min(most, accounts - offset))
    const page = Array.from({ length }, (_, at) => accountOf(owner, offset + at + 1))
    return ok({ accounts: page.map((one) => ({ ...one, ...balances })), total: accounts })
  }
  if (path.endsWith('/account-summary')) {
    return ok({ ...balances, holdsTotal: '0.00', interestRate: '1.25', asOf })
  }
  if (path.endsWith('/available-balance')) return ok({ ...balances, currency: 'USD', asOf })

  const number = Number(/\/accounts\/a-(\d+)$/.exec(path)?.[1])
  return number >= 1 && number <= accounts ? ok(accountOf(owner, number)) : unknown
}

/** Stands in the name of every account of that person there, and nowhere else. */
export function canaryOf({ person, institutionId }: Owner): string {
  return `${person}-at-${institutionId}`
}

function accountOf(owner: Owner, number: number) {
  return { ...account, id: `a-${number}`, name: `Operating ${canaryOf(owner)}` }
}

const ok = (body: unknown): ApiAnswer => ({ status: 200, body })
const unknown = { status: 404, body: { errorCode: 'NOT_FOUND', message: 'no such resource' } }
const refused = {
  status: 401,
  body: { errorCode: 'INVALID_TOKEN', message: 'no such token' },
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
}

const usual = [
  { institutionId: 'larkspur', name: 'Larkspur Bank' },
  { institutionId: 'juniper', name: 'Juniper Credit Union' },
]
const asOf = '2026-01-02T03:04:05Z'
const balances = { ledgerBalance: '12910.44', availableBalance: '12408.11' }
const account = {
  maskedNumber: '4471',
  type: 'Checking',
  status: 'Active',
  customerName: 'Okafor Bakery',
  currency: 'USD',
  openedDate: '2020-02-29',
  maturityDate: null,
  version: '1',
}
