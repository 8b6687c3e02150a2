import type { NextRequest } from 'next/server'
import { accountsAddress } from '#app/_ui/addresses.ts'
import { startUpdate } from '#lib/data/consumer/update.ts'
import { findViewerOf } from '#lib/data/viewer.ts'
import { seeOther, stateChange } from '#lib/http/respond.ts'

type Context = RouteContext<'/institutions/[institutionId]/updates'>

/** Sends the bank to fetch what is new, and the person back to the page that says how it goes. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  const { institutionId } = await params

  return stateChange(async () => {
    const viewer = await findViewerOf(institutionId)
    const accounts = accountsAddress(institutionId)
    // The page asks for the grant that is missing, and an enterprise institution has no such task.
    if (viewer?.api.kind !== 'consumer') return seeOther(accounts)
    return seeOther(`${accounts}?task=${await startUpdate(viewer)}`)
  })(request)
}
