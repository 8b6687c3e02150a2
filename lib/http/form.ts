const longestBodyBytes = 16_384

/**
 * What a form sent, over what the address says; bounded, and empty where the body is no form.
 * Null when there is more of it than any form of ours sends.
 */
export async function readForm(request: Request): Promise<URLSearchParams | null> {
  const fields = new URL(request.url).searchParams
  const body = await readBody(request)
  if (body === null) return null

  const type = request.headers.get('content-type') ?? ''
  const sent = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => new FormData())
  for (const [name, value] of sent) {
    if (typeof value === 'string') fields.set(name, value)
  }
  return fields
}

/** What was sent, up to the longest body that anybody here may send; null for more. */
export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.byteLength
    if (size > longestBodyBytes) return null
    parts.push(part)
  }
  return Buffer.concat(parts, size)
}
