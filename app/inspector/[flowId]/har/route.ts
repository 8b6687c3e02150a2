import { flowFile } from '#app/inspector/presenter-export.ts'
import { methodNotAllowed } from '#lib/http/respond.ts'
import { harOf } from '#lib/inspector/har.ts'

type Context = RouteContext<'/inspector/[flowId]/har'>

const har = { mediaType: 'application/json', extension: 'har' }

/** A flow for the network panel of a browser. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return flowFile(params, har, (flow) => JSON.stringify(harOf(flow), null, 2))
}

export { methodNotAllowed as HEAD, methodNotAllowed as OPTIONS }
