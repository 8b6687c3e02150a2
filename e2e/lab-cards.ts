/** What a card of the fault lab promises, as the lab itself tells it. */
export type Card = Readonly<{
  id: string
  group: string
  title: string
  when: 'sign-in' | 'enter' | 'refresh' | 'page' | 'service' | 'at-once'
  promise: Readonly<{
    where: 'problem' | 'page' | 'sandbox' | 'works'
    sees: string
    problem: string | null
    log: Readonly<{ event: string; problem?: string; reason?: string }> | null
  }>
  showsAt: string
}>

export type Lab = Readonly<{
  faults: readonly Card[]
  last: Readonly<{
    id: string
    until: string
    struckAt: string | null
    outcome: string | null
  }> | null
}>

export async function readLab(sandboxUrl: string): Promise<Lab> {
  return (await fetch(`${sandboxUrl}/lab`, { headers: { accept: 'application/json' } })).json()
}

/** Every card there has to be, in the order of the page. */
export const cardIds = [
  ...['state-tampered', 'iss-missing', 'iss-foreign'],
  ...['redirect-uri-off', 'scope-invalid', 'consent-denied'],
  ...['code-used', 'code-expired', 'token-endpoint-503', 'token-endpoint-silent'],
  ...['assertion-audience', 'nonce-wrong', 'signature-broken', 'algorithm-none', 'clock-off'],
  ...['key-unknown', 'key-rotated'],
  ...['institution-other', 'person-other', 'scope-refused'],
  ...['refresh-token-used', 'refresh-503'],
  ...['token-revoked-early', 'api-401', 'api-403-scope', 'api-403-permission'],
  ...['api-429', 'api-slow', 'api-500'],
  ...['service-audience', 'service-403-scope', 'service-403-permission', 'service-429'],
  ...['logout-forged', 'logout-real'],
] as const
