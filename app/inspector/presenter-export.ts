import type { Flow } from '#lib/inspector/flow.ts'
import { requireFlow } from './inspecting.ts'

type Kind = Readonly<{ mediaType: string; extension: string }>

/** A flow of this browser as a file to keep. Another's is not there, as one that never was. */
export async function flowFile(
  params: Promise<Readonly<{ flowId: string }>>,
  { mediaType, extension }: Kind,
  write: (flow: Flow) => string,
): Promise<Response> {
  const flow = requireFlow((await params).flowId)
  const at = new Date(flow.startedAt).toISOString().slice(0, 19).replaceAll(':', '-')
  return new Response(write(flow), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${flow.kind}-${at}.${extension}"`,
      'cache-control': 'no-store',
    },
  })
}
