import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import { signOutEverywhere } from '../../authorization/tell-apps.ts'
import { newSigningKey } from '../../secrets.ts'
import type { Fault } from '../fault.ts'
import type { Server } from '../strikes.ts'
import { refusal } from './outcomes.ts'

const group = 'logout'
const when = 'at-once'
const patienceMs = 5_000

/** What reaches the app without any browser: that somebody’s session here is over. */
export const logoutFaults: readonly Fault[] = [
  {
    id: 'logout-forged',
    group,
    when,
    title: 'Logout forged',
    story:
      'Somebody who has no key of the server tells the app that the last person is signed out. The app answers 400, and the session lives.',
    promise: {
      where: 'works',
      sees: 'Where you are signed in',
      problem: null,
      log: refusal(
        'untrusted-response',
        'a token failed its checks (ERR_JWS_SIGNATURE_VERIFICATION_FAILED)',
      ),
    },
    strikes: { now: forgeLogout },
  },
  {
    id: 'logout-real',
    group,
    when,
    title: 'Logout for real',
    story:
      'The last person’s session here ends, and the server tells the app. Their session there is over before they touch anything.',
    promise: {
      where: 'sandbox',
      sees: 'Sign in',
      problem: null,
      log: { event: 'backchannel-logout' },
    },
    strikes: { now: signOutLast },
  },
]

/** Who signed in last in any browser; null: nobody is signed in. */
function lastSession({ sessions }: Server) {
  const signedIn = sessions.all().filter(({ accountId }) => accountId !== undefined)
  return signedIn.toSorted((one, other) => (other.loginTs ?? 0) - (one.loginTs ?? 0))[0] ?? null
}

/** The key is a stranger's, and bears the name of the server's. */
async function forgeLogout(server: Server): Promise<string> {
  const { provider, realm, keys } = server
  const session = lastSession(server)
  const [[clientId, { sid }] = ['foyer', { sid: randomUUID() }]] = Object.entries(
    session?.authorizations ?? {},
  )
  const token = await new SignJWT({
    sid,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'logout+jwt', kid: keys.current.kid })
    .setIssuer(provider.issuer)
    .setAudience(clientId)
    .setSubject(session?.accountId ?? realm.people[0]?.sub ?? '')
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('2m')
    .sign(await importJWK(await newSigningKey(), 'ES256'))

  const answer = await fetch(`${realm.appUrl}/auth/backchannel-logout`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: token }),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => null)
  return answer ? `The app answered ${answer.status}.` : 'The app did not answer.'
}

async function signOutLast(server: Server): Promise<string> {
  const sub = lastSession(server)?.accountId
  const person = server.realm.people.find((it) => it.sub === sub)
  if (!person) return 'Nobody is signed in here, so nobody was told.'
  await signOutEverywhere(server.provider, server.sessions, person.sub)
  return `${person.name} is signed out, and the app was told.`
}
