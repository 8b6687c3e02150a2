import { FlowError } from '../../../lib/errors.ts'
import { discover } from '../../../lib/oauth/discovery.ts'
import { isSecureUrl } from '../../../lib/url.ts'
import { type Check, ofEachServer } from '../check.ts'
import { type Finding, fault, ok } from '../finding.ts'
import type { Metadata, Server } from '../server.ts'

export const endpoints: Check = {
  name: 'endpoints',
  looksAt: 'the addresses of each server: all there, all https, and taken by the app',
  examine: ofEachServer(async (metadata, server) => {
    const found = [...required, ...optional].flatMap((name) => look(metadata, name))
    if (found.length > 0) return found
    return metadata.issuer === server.issuer ? [await verdictOfTheApp(server)] : []
  }),
}

const required = ['authorization_endpoint', 'token_endpoint', 'jwks_uri']
const optional = ['end_session_endpoint', 'revocation_endpoint']

function look(metadata: Metadata, name: string): Finding[] {
  const address = metadata[name]
  if (address === undefined && required.includes(name)) {
    return [
      fault(
        `the metadata lacks ${name}`,
        'Without it nobody can sign in.',
        'Look whether this is the metadata of an OpenID provider; ask the people who run the server.',
      ),
    ]
  }
  if (address === undefined || (typeof address === 'string' && isSecureUrl(address))) return []
  return [
    fault(
      `${name} is not a secure address`,
      'Codes, secrets and tokens would travel where others can read them.',
      'It must be https, or http on this machine. Ask the people who run the server.',
    ),
  ]
}

/** What is not looked at by name here, the app may still refuse. */
async function verdictOfTheApp(server: Server): Promise<Finding> {
  try {
    await discover(server)
    return ok('all there, and the app takes them')
  } catch (error) {
    const reason = error instanceof FlowError ? error.message : 'for a reason unknown'
    const why = 'The app checks metadata before it believes it.'
    return fault(`the app refuses the metadata: ${reason}`, why, 'Correct what is named.')
  }
}
