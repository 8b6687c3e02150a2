import { isLoopback } from '../../../lib/url.ts'
import { type Check, ofConfiguration } from '../check.ts'
import { type Finding, ok, warning } from '../finding.ts'

/** The addresses to register, letter by letter, and what makes one differ from what is sent. */
export const redirectUri: Check = {
  name: 'redirect-uri',
  looksAt: 'the redirect URI and post-logout URI to register, and the usual ways they differ',
  examine: ofConfiguration((env, { variables }) => {
    const register = ok(
      `register exactly ${env.appUrl}/auth/callback (redirect URI) and ${env.appUrl}/signed-out (after logout)`,
      `Compared letter by letter. Not the same: ${lookalikes(env.appUrl).join(', ')}`,
    )
    return [
      register,
      ...spelling(env.appUrl, variables.APP_URL?.trim() ?? ''),
      ...port(env.appUrl, variables.PORT),
      ...local(env.appUrl, env.issuer),
    ]
  }),
}

function lookalikes(appUrl: string): string[] {
  const callback = `${appUrl}/auth/callback`
  const { protocol, hostname, port } = new URL(appUrl)
  const other = protocol === 'https:' ? 'http:' : 'https:'
  const twins: Record<string, string> = { localhost: '127.0.0.1', '127.0.0.1': 'localhost' }
  const twin = twins[hostname]
  return [
    `${callback}/`,
    `${appUrl}/auth/Callback`,
    callback.replace(protocol, other),
    ...(twin ? [callback.replace(hostname, twin)] : []),
    port ? callback.replace(`:${port}`, '') : callback.replace(hostname, `${hostname}:443`),
  ]
}

function spelling(appUrl: string, written: string): Finding[] {
  if (written === appUrl) return []
  const what = `APP_URL is written otherwise than it is used: the app sends ${appUrl}`
  const why = 'Who copies the redirect URI from the file registers one that does not match.'
  return [warning(what, why, `Write APP_URL=${appUrl}`)]
}

function port(appUrl: string, given = ''): Finding[] {
  const url = new URL(appUrl)
  if (!isLoopback(url.hostname)) return []
  if (url.protocol === 'https:') {
    const what = 'APP_URL is https on this machine, and the app speaks plain http'
    const why = 'The browser comes back by https, and nobody answers unless a proxy here ends TLS.'
    return [warning(what, why, `Write APP_URL=http://${url.host}, or run a proxy in front.`)]
  }
  const listensAt = given.trim() || '3000'
  const comesBackTo = url.port || '80'
  if (listensAt === comesBackTo) return []
  const what = `APP_URL has port ${comesBackTo}, and the app listens on ${listensAt}`
  const why = 'After signing in, the browser is sent to a port where nobody answers.'
  return [warning(what, why, 'Give APP_URL and PORT the same port.')]
}

function local(appUrl: string, issuer: string | null): Finding[] {
  const isHere = (address: string) => isLoopback(new URL(address).hostname)
  if (issuer === null || !isHere(appUrl) || isHere(issuer)) return []
  const what = 'APP_URL is this machine, and the server is elsewhere'
  const why =
    'Good for development. Nobody else can sign in, and the server cannot read our keys here.'
  const remedy =
    'For others, give the app a public https address and register that. With keys, register them as PEM.'
  return [warning(what, why, remedy)]
}
