/** Answers as much as `/auth/session` does, and knows nobody. In the bench's copy of the app only. */
export async function GET(): Promise<Response> {
  const now = new Date().toISOString()
  const grant = {
    name: 'Larkspur Bank',
    scope:
      'openid profile email offline_access https://jackhenry.com/account-services/accounts.read',
    accessTokenExpiresAt: now,
  }
  return Response.json(
    {
      user: { sub: 'ada', name: 'Ada Okafor', email: 'ada@example.test' },
      institutions: [
        { institutionId: 'zero', ...grant },
        { institutionId: 'larkspur', ...grant },
      ],
      idleExpiresAt: now,
      absoluteExpiresAt: now,
    },
    { headers: { 'cache-control': 'no-store' } },
  )
}
