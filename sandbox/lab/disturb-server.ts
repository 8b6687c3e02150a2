import type { KoaContextWithOIDC } from 'oidc-provider'
import type { OtherAudience } from '../authorization/assertion.ts'
import { institutionOf } from '../authorization/grants.ts'
import { institutionZero } from '../institutions.ts'
import type { When } from './fault.ts'
import type { Lab } from './lab.ts'
import { signedAgain } from './sign-again.ts'
import { staySilent } from './silence.ts'
import type { Tokens } from './strikes.ts'

/** Stands around the authorization server: the one place where faults change what comes in and goes out. */
export function disturbServer(lab: Lab): void {
  lab.provider.use(async (context, next) => {
    // The engine adds what the framework's type does not know.
    const ctx = context as KoaContextWithOIDC
    if (ctx.method === 'GET' && ctx.path === '/auth') changeRequest(ctx, lab)
    ctx.state.otherAudience = audienceFrom(lab)
    await next()

    const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
    switch (oidc?.route) {
      case 'authorization':
      case 'resume':
        return changeResponse(ctx, lab)
      case 'token':
        return ctx.status === 200 ? changeTokens(ctx, lab) : undefined
      case 'jwks':
        if (lab.keys.areChanged) ctx.body = { keys: lab.keys.published() }
    }
  })
}

function changeRequest(ctx: KoaContextWithOIDC, { armed, grants }: Lab): void {
  const query = new URLSearchParams(ctx.querystring)
  const flows = signInAt(grants.institutionOf(Object.fromEntries(query)))
  const change = armed.take(flows, 'request', ctx)
  if (!change) return
  change(query)
  // The engine learns from the whole address below which path it stands.
  const mounted: { originalUrl?: string; url?: string } = ctx.req
  const below = mounted.originalUrl?.slice(0, -ctx.url.length)
  ctx.querystring = query.toString()
  mounted.originalUrl = `${below}${ctx.url}`
}

async function changeResponse(ctx: KoaContextWithOIDC, lab: Lab): Promise<void> {
  const target = URL.parse(ctx.response.get('location'))
  const { origin, pathname } = target ?? {}
  if (!target || origin !== lab.realm.appUrl || pathname !== '/auth/callback') return
  const flows = signInAt(lab.grants.institutionOf(ctx.oidc.params))
  const change = lab.armed.take(flows, 'response', ctx)
  if (!change) return
  await change(target, lab)
  ctx.set('location', target.href)
}

/** The engine asks for it once it knows what kind of request it has. */
function audienceFrom({ armed }: Lab): OtherAudience {
  return (ctx) => armed.take(flowsOf(ctx.oidc.params?.grant_type, null), 'audience', ctx)
}

async function changeTokens(ctx: KoaContextWithOIDC, lab: Lab): Promise<void> {
  const { armed, keys } = lab
  const { params, entities } = ctx.oidc
  const grantId = entities.Grant?.jti ?? ''
  const change = armed.take(flowsOf(params?.grant_type, institutionOf(grantId)), 'tokens', ctx)

  const made = ctx.body as Tokens
  // The engine signs with the key it began with.
  const tokens = keys.areChanged ? await signedAgain(made, keys.current) : made
  const answer = change ? await change(tokens, lab, grantId) : { status: 200, body: tokens }
  if (answer === 'silence') {
    ctx.respond = false
    return staySilent(ctx.res)
  }
  Object.assign(ctx, answer)
}

function flowsOf(grantType: unknown, institutionId: string | null): readonly When[] {
  switch (grantType) {
    case 'authorization_code':
      return signInAt(institutionId)
    case 'refresh_token':
      return ['refresh']
    case 'client_credentials':
      return ['service']
    default:
      return []
  }
}

function signInAt(institutionId: string | null): readonly When[] {
  const isEntering = institutionId !== null && institutionId !== institutionZero
  return isEntering ? ['sign-in', 'enter'] : ['sign-in']
}
