import { parseArgs } from 'node:util'
import { serviceRegistrationFor } from '../lib/data/service/registration.ts'
import { FlowError } from '../lib/errors.ts'
import { requestServiceToken, type ServiceToken } from '../lib/oauth/client-credentials.ts'
import { end } from './fail.ts'
import { explain } from './service/advice.ts'
import { forTerminal, institutionFor, takeConfiguration, UsageFault } from './service/configured.ts'

// To be run as `node --conditions=react-server -- scripts/service-token.ts`: the condition lets it read modules
// of the server.

const help = `npm run service:token -- [options]

Asks for an access token as the service account, and says what was granted. It signs an assertion
with the key of SERVICE_CLIENT_KEYS (RFC 7523), and sends it to the token endpoint with the grant
type client_credentials (RFC 6749 §4.4). Nobody signs in, no API is called, and nothing is kept.

The configuration is that of "npm start": the environment, and .env.local for what it leaves open.

Options:
  --institution ID   act for this institution: its own client if it has one, and a token for
                     another institution is refused
  --show             the token as well. It opens what its scope says until it ends: keep it out of
                     tickets, chats and logs
  --json             tells a program what was granted, or why nothing was: "error" and "message"
  --help             this text

What is shown of the token are its claims, as it tells them: scope says what it may be used for,
institutionId for whom, exp until when.

  npm run service:token -- --institution 5d1f3c9a-2b64-4e0a-9c57-1a8e0c6f7b21
  curl -H "Authorization: Bearer $(npm run -s service:token -- --json --show | jq -r .accessToken)" …

Exit code 0: granted. 1: refused, or nobody answered. 2: the command or the configuration was not
understood.`

type Granted = Readonly<{ issuer: string; clientId: string; token: ServiceToken }>

const options = understand()

async function run(): Promise<void> {
  const institutionId = institutionFor(takeConfiguration(), options.institution)
  const registration = serviceRegistrationFor(institutionId)
  const token = await requestServiceToken(registration, institutionId)
  const { issuer, clientId, institutionClaim } = registration
  const named = token.claims?.[institutionClaim ?? '']
  const institution = typeof named === 'string' ? named : null
  console.log(
    options.json
      ? asJson({ issuer, clientId, token }, institution)
      : asText({ issuer, clientId, token }, institution),
  )
}

function asJson({ issuer, clientId, token }: Granted, institutionId: string | null): string {
  const { accessToken, expiresAt, scope, claims } = token
  const granted = {
    issuer,
    clientId,
    scope,
    expiresAt: new Date(expiresAt).toISOString(),
    lifetimeSeconds: secondsUntil(expiresAt),
    institutionId,
    claims,
    ...(options.show && { accessToken }),
  }
  return JSON.stringify(granted, null, 2)
}

function asText({ issuer, clientId, token }: Granted, institutionId: string | null): string {
  const { accessToken, expiresAt, scope, claims } = token
  const until = new Date(expiresAt).toISOString()
  return [
    `Granted to ${clientId} by ${issuer}`,
    '',
    `  scope        ${forTerminal(scope) || 'none was named'}`,
    `  lifetime     ${secondsUntil(expiresAt)} s, until ${until}`,
    `  institution  ${forTerminal(institutionId ?? '') || 'the token names none'}`,
    '',
    ...(claims === null
      ? ['The token is opaque: only the server can read it.']
      : [
          'Its claims, as it tells them:',
          ...Object.entries(claims).map(
            ([name, value]) => `  ${forTerminal(name)}: ${forTerminal(JSON.stringify(value))}`,
          ),
        ]),
    '',
    options.show ? accessToken : 'The token itself is not shown; --show shows it.',
  ].join('\n')
}

function secondsUntil(time: number): number {
  return Math.round((time - Date.now()) / 1000)
}

function understand() {
  try {
    const { values } = parseArgs({
      options: {
        institution: { type: 'string' },
        show: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return values.help ? end(help, 0) : values
  } catch (error) {
    return misunderstood(error instanceof Error ? error.message : String(error), `\n\n${help}`)
  }
}

function misunderstood(message: string, more = ''): never {
  // Options that could not be read do not say whether a program asks.
  const isForProgram = process.argv.includes('--json')
  if (isForProgram) console.log(JSON.stringify({ error: 'usage', message }))
  return end(message + more, 2)
}

try {
  await run()
} catch (error) {
  if (error instanceof UsageFault) misunderstood(error.message)
  if (!(error instanceof FlowError)) throw error
  if (options.json) console.log(JSON.stringify({ error: error.code, message: error.message }))
  end(`No token: ${explain(error)}`, 1)
}
