import type { Grants } from '../authorization/grants.ts'
import { isRequired } from '../authorization/scopes.ts'
import { answerPage } from '../http/answer.ts'
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
  const allowed = grants.allowed(about)
  const fresh = asked.filter((scope) => !allowed.has(scope))
  // An app may ask for what it has (`prompt=consent`): then all of it is a question again.
  const questions = fresh.length > 0 ? fresh : asked
  const settled = asked.filter((scope) => !questions.includes(scope))

  if (request.method !== 'POST') {
    const client = await provider.Client.find(about.clientId)
    const page = consentPage({
      clientName: client?.clientName ?? about.clientId,
      personName: realm.people.find((it) => it.sub === about.accountId)?.name ?? about.accountId,
      institutionName: realm.directory.nameOf(about.institutionId),
      describe: (scope) => realm.scopes[scope] ?? scope,
      questions,
      settled,
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
  const ticked = form.getAll('scope')
  const chosen = questions.filter((scope) => isRequired(scope) || ticked.includes(scope))
  const grant = await grants.choose(provider, about, asked, [...settled, ...chosen])
  return finish(exchange, { consent: { grantId: grant.jti } })
}
