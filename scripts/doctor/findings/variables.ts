import type { VariableName } from '../../../lib/env.ts'
import type { Wrong } from '../finding.ts'

/** Why a variable matters, and what to do about a fault of it. */
type Help = readonly [why: string, remedy: string]

const keys: Help = [
  'The keys sign the proof that a request comes from this app. One that cannot be used stops the start.',
  'Make keys with "npm run keys -- new" and set OIDC_CLIENT_KEYS_FILE to the file it names.',
]
const proof: Help = [
  'The server knows one way in which this client proves itself, a secret or keys, never both.',
  'Ask which one the client was registered with. Keys: OIDC_CLIENT_KEYS_FILE. A secret: OIDC_CLIENT_SECRET.',
]
const lifetime: Help = [
  'It says when a session ends. Anything but seconds could mean never.',
  'Write whole seconds, such as 1200; leave it empty for the default.',
]
const chosen: Help = [
  'Only the values named here mean something to the app; any other would be a guess.',
  'Write one of them, or leave it empty for the default.',
]
const serviceClient: Help = [
  'The service client acts without a person, and proves itself with keys only.',
  'Set SERVICE_CLIENT_ID and SERVICE_CLIENT_KEYS_FILE both, or neither.',
]

// The port is the server's affair; everything else is read in lib/env.ts.
const help: Readonly<Record<VariableName | 'PORT', Help>> = {
  APP_URL: [
    'The redirect URI and every other address of ours is built from it; the server compares them letter by letter.',
    'Write where people find the app, such as https://app.your-bank.com: https, or http on this machine, no path.',
  ],
  SESSION_SECRET: [
    'It seals the cookie and the stored tokens. A short one can be guessed.',
    'Make one with "openssl rand -base64 32".',
  ],
  SESSION_IDLE_SECONDS: lifetime,
  SESSION_ABSOLUTE_SECONDS: lifetime,
  SESSION_FILE: [
    'Sessions are kept there.',
    'Write a path, on a disk that survives a deployment; leave it empty for .data/sessions.db.',
  ],
  REDIS_URL: [
    'Sessions are kept there instead of in a file, so that several instances share them.',
    'Write redis://user:password@host:port/database, or rediss:// with TLS; better in a file, REDIS_URL_FILE.',
  ],
  OIDC_ISSUER: [
    'It names the server that people sign in at. Every answer and token is held against it.',
    'Copy the value of "issuer" from the metadata of your environment, as it is written there.',
  ],
  OIDC_DISCOVERY_URL: [
    'The app reads there where to send people and how to check what comes back.',
    'Leave it empty if the metadata is at <issuer>/.well-known/openid-configuration; else write its whole address.',
  ],
  OIDC_CLIENT_ID: [
    'The server knows the app by it.',
    'Copy it from the External Application that the institution made for you.',
  ],
  OIDC_CLIENT_SECRET: proof,
  OIDC_CLIENT_AUTH: proof,
  OIDC_CLIENT_KEYS: keys,
  OIDC_CLIENT_ALG: chosen,
  OIDC_LOGOUT_HINT: chosen,
  OIDC_ASSERTION_AUDIENCE: chosen,
  OIDC_SCOPE: [
    'Without openid there is no ID token, so nobody is signed in.',
    'Write names with a space between them, openid among them.',
  ],
  INSTITUTION_SCOPE: [
    'Entering an institution is a sign-in too, and needs openid.',
    'Write names with a space between them, openid among them; leave it empty for OIDC_SCOPE and accounts.read.',
  ],
  INSTITUTION_PARAMETER: [
    'It carries the institution in the request. A name that is taken would break the request.',
    'Ask which parameter your environment wants; leave it empty for institutionId.',
  ],
  INSTITUTION_CLAIM: [
    'By it the app makes sure that a token is for the institution that was asked for.',
    'Write the name of the claim; leave it empty for institutionId.',
  ],
  INSTITUTION_ZERO_ID: [
    'A sign-in whose token names another institution is refused.',
    'Write the id, or leave it empty to take any.',
  ],
  INSTITUTIONS_FILE: [
    'It says with which client, issuer and API each institution is served. The app does not start with a wrong entry.',
    'Correct the member that is named; docs/institutions.md shows a whole entry.',
  ],
  INSTITUTION_DIRECTORY: [
    'It says who knows which institutions a person may pick. Without an answer nobody can pick one.',
    'Write file and name institutions in INSTITUTIONS_FILE, or write api and give a client to ask with.',
  ],
  SINGLE_INSTITUTION: chosen,
  API_URL: [
    'Access tokens are sent there, so it must be an address nobody can listen in on.',
    'Write the base of the banking APIs: https, or http on this machine.',
  ],
  SERVICE_CLIENT_ID: serviceClient,
  SERVICE_CLIENT_KEYS: serviceClient,
  SERVICE_CLIENT_ALG: chosen,
  SERVICE_SCOPE: [
    'It says what the service client asks for.',
    'Write names with a space between them, or leave it empty for the default.',
  ],
  ENVIRONMENT_LABEL: ['It stands on top of every page.', 'Write at most 80 characters.'],
  TRUSTED_PROXIES: [
    'By it the app knows whose sign-in attempts to count. Too high, and anybody can pretend to be somebody else.',
    'Write how many proxies in front of the app add to X-Forwarded-For; 0 for none.',
  ],
  FLOW_INSPECTOR: [
    'It records what people do here, and shows it to their browsers.',
    'Write off; on where every issuer is on this machine; on-with-real-data if you mean it.',
  ],
  LOG_LEVEL: chosen,
  PORT: ['The app listens there.', 'Write a number from 1 to 65535; leave it empty for 3000.'],
}

/** What is wrong with it, lib/env.ts says. */
type VariableFault = Wrong & Readonly<{ title: '{fault}' }>

function explained([why, remedy]: Help): VariableFault {
  return { status: 'fault', title: '{fault}', why, remedy, whose: ['configuration'] }
}

/** What can be wrong with a variable, by its name. */
export const ofVariables = Object.fromEntries(
  Object.entries(help).map(([name, it]) => [name, explained(it)]),
) as Readonly<Record<keyof typeof help, VariableFault>>

/** Where secrets come from, whichever they are. */
export const ofSecretFiles = {
  'secret-source': explained([
    'A secret comes from one place. From two, nobody could tell which one counts.',
    'Keep the variable or its _FILE, and see that the file can be read by the user who runs the app.',
  ]),
}

/** Which of them a fault is that begins with the name of a variable. */
export function idOf(fault: string): keyof typeof help | 'secret-source' {
  const [name = ''] = /^\w+/.exec(fault) ?? []
  return isVariable(name) && !fault.includes('both set') ? name : 'secret-source'
}

function isVariable(name: string): name is keyof typeof help {
  return Object.hasOwn(help, name)
}
