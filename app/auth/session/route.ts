import { settle } from '#lib/data/outcome.ts'
import { json, unavailable } from '#lib/http/respond.ts'
import { zeroId } from '#lib/institutions/institution-id.ts'
import { identityGrant, readSession } from '#lib/session/session.ts'

/** Who is signed in, for scripts of our own pages. Never a token; looking is not activity. */
export async function GET(): Promise<Response> {
  const outcome = await settle(readSession())
  if (!outcome.ok) return unavailable(outcome.problem)
  const session = outcome.value
  const signedIn = session && (identityGrant(session) ?? session.grants[0])
  if (!session || !signedIn) return json({ error: 'no-session' }, 401)

  return json({
    user: {
      sub: signedIn.subject,
      name: text(signedIn.claims.name),
      email: text(signedIn.claims.email),
    },
    institutions: session.grants.map((grant) => ({
      institutionId: grant.institutionId ?? zeroId,
      name: grant.institutionId === null ? 'Institution Zero' : grant.institutionName,
      scope: grant.scope,
      accessTokenExpiresAt: time(grant.accessTokenExpiresAt),
    })),
    idleExpiresAt: time(session.idleExpiresAt),
    absoluteExpiresAt: time(session.absoluteExpiresAt),
  })
}

const time = (at: number) => new Date(at).toISOString()
const text = (claim: unknown) => (typeof claim === 'string' ? claim : null)
