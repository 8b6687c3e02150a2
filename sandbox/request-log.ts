/** One request to the token endpoint and its kin, or to an API. Never a token, never a body. */
export type LoggedRequest = Readonly<{
  at: string
  /** What was asked, from a closed list, such as `token:refresh_token` or `api:inquiry`. */
  kind: string
  method: string
  path: string
  status: number
  requestId: string | null
  clientId: string | null
  sub: string | null
  institutionId: string | null
  /** Why it was refused, in the words of the server. */
  reason: string | null
}>

export type RequestLog = ReturnType<typeof createRequestLog>

const kept = 5_000

/** The last requests in memory and how many there were of each kind, so that tests can count. */
export function createRequestLog() {
  const counts: Record<string, number> = {}
  const requests: LoggedRequest[] = []

  return {
    add(request: Omit<LoggedRequest, 'at'>): void {
      counts[request.kind] = (counts[request.kind] ?? 0) + 1
      requests.push({ at: new Date().toISOString(), ...request, path: request.path.slice(0, 500) })
      if (requests.length > kept) requests.shift()
    },
    all: () => ({ counts, requests }),
  }
}
