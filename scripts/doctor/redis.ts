import { faultOf, inLimit, redisClient } from '../../lib/session/stores/redis-client.ts'
import { type Finding, fault, ok, warning } from './finding.ts'

const why = 'While Redis cannot be reached the app is not ready, and answers 503 instead of pages.'

/** Connects, asks it about itself, and leaves: nothing is written there. */
export async function judgeRedis(url: string): Promise<readonly Finding[]> {
  const where = URL.parse(url)?.host ?? 'Redis'
  try {
    return [...judgeWay(url), ...judgeInfo(where, await askAboutItself(url))]
  } catch (error) {
    return [judgeFault(where, faultOf(error).code)]
  }
}

async function askAboutItself(url: string): Promise<string> {
  const client = redisClient(url).on('error', () => null)
  try {
    await inLimit(client.connect())
    return String(await inLimit(client.sendCommand(['INFO'])))
  } finally {
    client.destroy()
  }
}

const unheard: Told = [
  'takes the connection and does not answer, or is out of reach',
  'Is that Redis, may this machine reach it, and does it speak TLS (rediss://) or not (redis://)?',
]
const unknownHost: Told = ['has a name that is not known here', 'Correct the host in REDIS_URL.']

type Told = readonly [what: string, remedy: string]
const faults: Readonly<Record<string, Told>> = {
  ECONNREFUSED: ['takes no connections', 'Start Redis there, or correct REDIS_URL.'],
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  silent: unheard,
  closed: unheard,
  ECONNRESET: unheard,
  WRONGPASS: [
    'refuses the user or the password',
    'Correct them in REDIS_URL; special characters have to be percent-encoded there.',
  ],
  NOAUTH: ['wants a password', 'Write it into REDIS_URL: redis://:password@host.'],
}

function judgeFault(where: string, reason: string): Finding {
  if (reason === 'NOPERM') {
    return warning(
      `${where} answers, and does not let this user ask about it`,
      'Whether it is new enough, and whether it may throw sessions away, cannot be told.',
      'Let the user run INFO; the app itself needs the keys foyer:*, reading, writing and scripts.',
    )
  }
  const [what, remedy] = faults[reason] ?? [
    `cannot be used: ${reason}`,
    'For a certificate, see NODE_EXTRA_CA_CERTS; else, is there such a database?',
  ]
  return fault(`${where} ${what}`, why, remedy)
}

function judgeWay(url: string): Finding[] {
  const { protocol, hostname } = new URL(url)
  const isHere = /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
  if (protocol === 'rediss:' || isHere) return []
  return [
    warning(
      'sessions travel to Redis without TLS',
      'Tokens are sealed, but the password and the keys of sessions can be read on the way.',
      'Use rediss://, unless the network between is encrypted already.',
    ),
  ]
}

/** @param info what INFO answers: lines of `name:value` */
export function judgeInfo(where: string, info: string): Finding[] {
  const said = new Map(info.split('\r\n').map((line) => line.split(/:(.*)/, 2) as [string, string]))
  const version = said.get('valkey_version') ?? said.get('redis_version') ?? ''
  const name = said.has('valkey_version') ? 'Valkey' : 'Redis'

  const faults = [
    Number.parseInt(version, 10) < 7 &&
      fault(`${name} ${version} is too old`, 'The app is tested with 7 and later.', 'Upgrade it.'),
    said.get('role') === 'slave' &&
      fault(`${where} is a replica`, 'It cannot be written.', 'Write the primary into REDIS_URL.'),
    said.get('cluster_enabled') === '1' &&
      fault(
        `${where} is a cluster`,
        'A session and its indexes change in one step, which takes one primary that has them all.',
        'Use one that is no cluster.',
      ),
  ].filter((it) => it !== false)

  const policy = said.get('maxmemory_policy') ?? 'noeviction'
  const evicts =
    policy === 'noeviction'
      ? []
      : [
          warning(
            `when its memory is full it throws keys away (maxmemory-policy is ${policy})`,
            'People would be signed out one by one, and used sign-ins could be used again.',
            'Set maxmemory-policy to noeviction, and watch the memory.',
          ),
        ]
  const isFine = ok(`${name} ${version} at ${where} answers`)
  return [...(faults.length > 0 ? faults : [isFine]), ...evicts]
}
