import { newVisitor, type Visitor } from './visitor.ts'
import type { App } from './world.ts'

export const accountsPath = '/institutions/larkspur/accounts'
export const barePath = '/bare/accounts'
export const sessionPath = '/auth/session'

const crowd = 32

/** People who are signed in and in an institution, and see their accounts. */
export async function signedInCrowd(app: App): Promise<Visitor[]> {
  const visitors: Visitor[] = []
  for (let one = 0; one < crowd; one += 1) visitors.push(await signedIn(app))
  return visitors
}

export async function signedIn(app: App): Promise<Visitor> {
  const visitor = newVisitor(app)
  await visitor.authorize()
  await visitor.authorize('larkspur')
  await requireAccounts(visitor)
  return visitor
}

/** @throws where the page shows no accounts: a fast refusal is no measurement */
export async function requireAccounts(visitor: Visitor, path = accountsPath): Promise<void> {
  const { status, body } = await visitor.ask(path)
  if (status !== 200 || !body.includes('Greenhouse')) {
    throw new Error(`${path} answered ${status} and shows no accounts`)
  }
}
