import type { Grants } from '../authorization/grants.ts'
import { answerPage } from '../http/answer.ts'
import { institutionName } from '../institutions.ts'
import { consentPage } from '../pages/consent.ts'
import { type Exchange, finish, parameter, readForm } from './exchange.ts'

/** `/consent/<uid>`: may this app have that, at this institution? */
export async function consent(exchange: Exchange, grants: Grants): Promise<void> {
  const { realm, provider, request, response, interaction } = exchange
  const { session, params } = interaction
  if (!session) throw new Error('a consent was asked for before anybody signed in')

  const about = {
    sessionUid: session.uid,
    accountId: session.accountId,
    clientId: parameter(interaction, 'client_id'),
    institutionId: grants.institutionOf(params),
  }
  const asked = grants.knownScopes(params.scope)

  if (request.method !== 'POST') {
    const client = await provider.Client.find(about.clientId)
    const page = consentPage({
      clientName: client?.clientName ?? about.clientId,
      personName: realm.people.find((it) => it.sub === about.accountId)?.name ?? about.accountId,
      institutionName: realm.bank?.name ?? institutionName(about.institutionId),
      describe: (scope) => realm.scopes[scope] ?? scope,
      asked,
      allowed: [...grants.allowed(about)],
    })
    return answerPage(response, page)
  }

  const form = await readForm(request)
  if (form.get('answer') !== 'allow') {
    return finish(exchange, {
      error: 'access_denied',
      error_description: 'the person denied the request',
    })
  }
  const grant = await grants.make(provider, about, asked)
  grants.allow(about, asked)
  return finish(exchange, { consent: { grantId: grant.jti } })
}
