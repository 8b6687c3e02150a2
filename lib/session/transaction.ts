import 'server-only'
import { createHash } from 'node:crypto'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { FlowError } from '#lib/errors.ts'
import { type Transaction, transactionLifetimeSeconds } from '#lib/oauth/transaction.ts'
import { check } from '#lib/witness.ts'
import { clearCookie, cookieName, openCookie, sealCookie, setCookie } from './sealed-cookie.ts'
import { sessionStore } from './session-store.ts'

/** So many tabs may be signing in at once. */
const mostPending = 5
/** Of the 16 kB of headers that Node takes. A return path may be long, and a hostile page may choose it. */
const mostCharacters = 8_192

const shape: z.ZodType<Transaction> = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  institutionId: z.string().nullable(),
  scope: z.string(),
  returnTo: z.string(),
  startedAt: z.number(),
})

/**
 * Keeps what `authorize` has to remember until `callback`, in a cookie of its own for each sign-in, so
 * that two tabs do not disturb each other. The oldest goes when there are too many.
 */
export async function rememberTransaction(transaction: Transaction): Promise<void> {
  const sealed = await sealCookie('signin cookie', transaction, transactionLifetimeSeconds)
  const pending = await pendingTransactions()
  pending.sort((one, other) => other.startedAt - one.startedAt)

  let characters = sealed.length
  for (const [index, { name, size }] of pending.entries()) {
    characters += size
    if (index + 1 >= mostPending || characters > mostCharacters) await clearCookie(name)
  }
  await setCookie(nameFor(transaction.state), sealed, transactionLifetimeSeconds)
}

/**
 * Takes the transaction that an answer belongs to. It can be taken once: the cookie goes, and a copy of
 * the cookie is of no use either.
 *
 * @param state the answer's, as the browser brought it
 * @throws {FlowError} `stale-sign-in` when there is none, or it is too old, or was taken before
 */
export async function takeTransaction(state: string | null): Promise<Transaction> {
  if (state === null) throw stale('the answer has no state')

  const name = nameFor(state)
  const jar = await cookies()
  const sealed = jar.get(name)?.value
  if (!check('state is of this browser', sealed !== undefined, {}, { state }) || !sealed) {
    throw stale('no sign-in with this state is pending in this browser')
  }

  const transaction = await openCookie('signin cookie', sealed, shape)
  const expiresAt = (transaction?.startedAt ?? 0) + transactionLifetimeSeconds * 1000
  const isGood = transaction?.state === state && expiresAt > Date.now()
  // Where the store fails, the cookie stays, and the same answer may be loaded again.
  const isFirst = isGood && (await sessionStore().markUsed(name, expiresAt))
  await clearCookie(name)

  if (transaction?.state !== state) throw stale('the transaction cookie cannot be read')
  const [now, latest] = [new Date(), new Date(expiresAt)]
  if (!check('sign-in is in time', isGood, { latest }, { now })) {
    throw stale('the sign-in was started too long ago')
  }
  if (!check('state is used once', isFirst, {}, { state })) {
    throw stale('the state was used before')
  }
  return transaction
}

/** Gives up every pending sign-in of this browser. */
export async function forgetTransactions(): Promise<void> {
  const jar = await cookies()
  for (const { name } of jar.getAll().filter(isOurs)) await clearCookie(name)
}

/** The sign-ins of this browser that can still finish. Cookies that cannot be read are cleared. */
async function pendingTransactions() {
  const jar = await cookies()
  const pending: { name: string; size: number; startedAt: number }[] = []
  for (const { name, value } of jar.getAll().filter(isOurs)) {
    const startedAt = (await openCookie('signin cookie', value, shape))?.startedAt ?? 0
    const alive = startedAt + transactionLifetimeSeconds * 1000 > Date.now()
    if (alive) pending.push({ name, size: value.length, startedAt })
    else await clearCookie(name)
  }
  return pending
}

function isOurs({ name }: { name: string }): boolean {
  return name.startsWith(cookieName('signin-'))
}

// The state itself stays inside the seal.
function nameFor(state: string): string {
  const hash = createHash('sha256').update(state).digest('base64url')
  return cookieName(`signin-${hash.slice(0, 22)}`)
}

function stale(message: string): FlowError {
  return new FlowError('stale-sign-in', message)
}
