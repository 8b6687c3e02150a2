import { isLoopback } from '../../../lib/url.ts'
import { type Check, ofConfiguration } from '../check.ts'
import { type Finding, ok, wrong } from '../finding.ts'

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
  return [wrong('address-spelling', { appUrl })]
}

function port(appUrl: string, given = ''): Finding[] {
  const url = new URL(appUrl)
  if (!isLoopback(url.hostname)) return []
  if (url.protocol === 'https:') return [wrong('https-here', { host: url.host })]
  const listensAt = given.trim() || '3000'
  const comesBackTo = url.port || '80'
  if (listensAt === comesBackTo) return []
  return [wrong('another-port', { comesBackTo, listensAt })]
}

function local(appUrl: string, issuer: string | null): Finding[] {
  const isHere = (address: string) => isLoopback(new URL(address).hostname)
  if (issuer === null || !isHere(appUrl) || isHere(issuer)) return []
  return [wrong('only-here')]
}
