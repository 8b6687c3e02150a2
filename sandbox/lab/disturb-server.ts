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
  const change = armed.against(flows, 'request')?.strikes.request
  if (!change) return
  armed.strike(ctx.method, ctx.path)
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
  const change = lab.armed.against(flows, 'response')?.strikes.response
  if (!change) return
  lab.armed.strike(ctx.method, ctx.path)
  await change(target, lab)
  ctx.set('location', target.href)
}

/** The engine asks for it once it knows what kind of request it has. */
function audienceFrom({ armed }: Lab): OtherAudience {
  return ({ oidc, method, path }) => {
    const flows = flowsOf(oidc.params?.grant_type, null)
    const audience = armed.against(flows, 'audience')?.strikes.audience ?? null
    if (audience !== null) armed.strike(method, path)
    return audience
  }
}

async function changeTokens(ctx: KoaContextWithOIDC, lab: Lab): Promise<void> {
  const { armed, keys } = lab
  const { params, entities } = ctx.oidc
  const grantId = entities.Grant?.jti ?? ''
  const change = armed.against(flowsOf(params?.grant_type, institutionOf(grantId)), 'tokens')
  // The engine signs with the key it began with.
  const before = ctx.body as Tokens
  const tokens = keys.areChanged ? await signedAgain(before, keys.current) : before
  ctx.body = tokens
  if (!change?.strikes.tokens) return

  armed.strike(ctx.method, ctx.path)
  const answer = await change.strikes.tokens(tokens, lab, grantId)
  if (answer === 'silence') {
    ctx.respond = false
    return staySilent(ctx.res)
  }
  ctx.status = answer.status
  ctx.body = answer.body
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
