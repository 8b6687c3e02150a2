import { flowTitle } from '#app/inspector/flow-words.ts'
import { flowFile } from '#app/inspector/presenter-export.ts'
import { methodNotAllowed } from '#lib/http/respond.ts'
import { institutionNames } from '#lib/inspector/institution-names.ts'
import { markdownOf } from '#lib/inspector/markdown.ts'

type Context = RouteContext<'/inspector/[flowId]/markdown'>

const markdown = { mediaType: 'text/markdown; charset=utf-8', extension: 'md' }

/** A flow as a document, with a diagram that Mermaid draws. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return flowFile(params, markdown, (flow) =>
    markdownOf(flow, flowTitle(flow, institutionNames([flow]))),
  )
}

export { methodNotAllowed as HEAD, methodNotAllowed as OPTIONS }
