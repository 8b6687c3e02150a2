import type { Wrong } from '../finding.ts'

const noFile = {
  status: 'fault',
  why: 'Without its session file the app is never ready, and nobody can sign in.',
} as const

const noRedis = {
  status: 'fault',
  why: 'While Redis cannot be reached the app is not ready, and answers 503 instead of pages.',
} as const

/** What can be wrong where sessions are kept. */
export const ofStores = {
  'session-file-no-file': {
    ...noFile,
    title: '{file} is no file',
    remedy: 'Set SESSION_FILE to the path of a file.',
    whose: ['configuration'],
  },
  'session-file-unwritable': {
    ...noFile,
    title: '{file} or its folder may not be written',
    remedy: 'Give the user who runs the app the right to write the file and its folder.',
    whose: ['machine'],
  },
  'session-file-foreign': {
    status: 'warning',
    title: '{file} is something else than a session file',
    why: 'At its start the app moves it aside, and makes a new one.',
    remedy: 'If it is yours, set SESSION_FILE to another path.',
    whose: ['configuration'],
  },
  'session-file-impossible': {
    ...noFile,
    title: '{file} cannot be made: {place} is no folder that may be written',
    remedy: 'Make the folder, or set SESSION_FILE to a place that can be written.',
    whose: ['machine', 'configuration'],
  },
  'redis-closed': {
    ...noRedis,
    title: '{redis} takes no connections',
    remedy: 'Start Redis there, or correct REDIS_URL.',
    whose: ['network', 'configuration'],
  },
  'redis-unknown-host': {
    ...noRedis,
    title: '{redis} has a name that is not known here',
    remedy: 'Correct the host in REDIS_URL.',
    whose: ['configuration', 'network'],
  },
  'redis-silent': {
    ...noRedis,
    title: '{redis} takes the connection and does not answer, or is out of reach',
    remedy:
      'Is that Redis, may this machine reach it, and does it speak TLS (rediss://) or not (redis://)?',
    whose: ['network', 'configuration'],
  },
  'redis-wrong-password': {
    ...noRedis,
    title: '{redis} refuses the user or the password',
    remedy: 'Correct them in REDIS_URL; special characters have to be percent-encoded there.',
    whose: ['configuration'],
  },
  'redis-wants-password': {
    ...noRedis,
    title: '{redis} wants a password',
    remedy: 'Write it into REDIS_URL: redis://:password@host.',
    whose: ['configuration'],
  },
  'redis-unusable': {
    ...noRedis,
    title: '{redis} cannot be used: {reason}',
    remedy: 'For a certificate, see NODE_EXTRA_CA_CERTS; else, is there such a database?',
    whose: ['configuration', 'network'],
  },
  'redis-untold': {
    status: 'warning',
    title: '{redis} answers, and does not let this user ask about it',
    why: 'Whether it is new enough, and whether it may throw sessions away, cannot be told.',
    remedy:
      'Let the user run INFO; the app itself needs the keys foyer:*, reading, writing and scripts.',
    whose: ['configuration'],
  },
  'redis-without-tls': {
    status: 'warning',
    title: 'sessions travel to Redis without TLS',
    why: 'Tokens are sealed, but the password and the keys of sessions can be read on the way.',
    remedy: 'Use rediss://, unless the network between is encrypted already.',
    whose: ['configuration'],
  },
  'redis-too-old': {
    status: 'fault',
    title: '{name} {version} is too old',
    why: 'The app is tested with 7 and later.',
    remedy: 'Upgrade it.',
    whose: ['machine'],
  },
  'redis-replica': {
    status: 'fault',
    title: '{redis} is a replica',
    why: 'It cannot be written.',
    remedy: 'Write the primary into REDIS_URL.',
    whose: ['configuration'],
  },
  'redis-cluster': {
    status: 'fault',
    title: '{redis} is a cluster',
    why: 'A session and its indexes change in one step, which takes one primary that has them all.',
    remedy: 'Use one that is no cluster.',
    whose: ['configuration'],
  },
  'redis-evicts': {
    status: 'warning',
    title: 'when its memory is full it throws keys away (maxmemory-policy is {policy})',
    why: 'People would be signed out one by one, and used sign-ins could be used again.',
    remedy: 'Set maxmemory-policy to noeviction, and watch the memory.',
    whose: ['configuration'],
  },
} as const satisfies Record<string, Wrong>
