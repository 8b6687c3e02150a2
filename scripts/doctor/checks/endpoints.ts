import { FlowError } from '../../../lib/errors.ts'
import { discover } from '../../../lib/oauth/discovery.ts'
import { isSecureUrl } from '../../../lib/url.ts'
import { type Check, ofEachServer } from '../check.ts'
import { type Finding, ok, wrong } from '../finding.ts'
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
    return [wrong('endpoint-missing', { endpoint: name })]
  }
  if (address === undefined || (typeof address === 'string' && isSecureUrl(address))) return []
  return [wrong('endpoint-insecure', { endpoint: name })]
}

/** What is not looked at by name here, the app may still refuse. */
async function verdictOfTheApp(server: Server): Promise<Finding> {
  try {
    await discover(server)
    return ok('all there, and the app takes them')
  } catch (error) {
    const reason = error instanceof FlowError ? error.message : 'for a reason unknown'
    return wrong('metadata-refused', { reason })
  }
}
