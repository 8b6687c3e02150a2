import type { Wrong } from '../finding.ts'

const noToken = {
  status: 'fault',
  title: 'the token endpoint answered {error}: {said}',
  why: 'Without a token there is no machine work.',
} as const

/** What can be wrong with who we say that we are, and what a token endpoint answers to it. */
export const ofClients = {
  'method-unlisted': {
    status: 'fault',
    title: 'the server does not list {method}, which is how it proves itself',
    why: 'A client that proves itself otherwise is answered invalid_client.',
    remedy: 'It lists {listed}. Set OIDC_CLIENT_AUTH to what the client was registered with.',
    whose: ['configuration'],
  },
  'methods-unsaid': {
    status: 'warning',
    title: 'the server does not list {method}, which is how it proves itself',
    why: 'A client that proves itself otherwise is answered invalid_client.',
    remedy: 'The server lists no methods at all: the check "client-proof" tells whether it works.',
    whose: ['issuer'],
  },
  'algorithm-unlisted': {
    status: 'fault',
    title: 'the server does not list {alg}, with which it signs',
    why: 'An assertion with another algorithm is answered invalid_client.',
    remedy: 'It lists {listed}. Make a key for one of them: npm run keys -- new --alg <ALG>.',
    whose: ['configuration'],
  },
  'proof-lost': {
    status: 'fault',
    title: 'the token endpoint answered {error}: {said}',
    why: 'Our proof did not arrive: the server saw neither client_assertion nor client_secret.',
    remedy: 'Look for a gateway that changes or drops form members.',
    whose: ['network'],
  },
  'server-busy': {
    status: 'warning',
    title: 'the token endpoint answered {error}: {said}',
    why: 'The server is busy, so nothing could be told.',
    remedy: 'Try again later.',
    whose: ['issuer'],
  },
  'app-not-running': {
    status: 'warning',
    title: 'the server does not believe our key, and the app does not run',
    why: 'A server that was given the address of our key set cannot read it now; that alone explains it.',
    remedy:
      'Start the app and ask again. With a key registered as PEM, compare it with the one in use.',
    whose: ['configuration'],
  },
  'key-not-believed': {
    status: 'fault',
    title: 'the token endpoint answered {error}: {said}',
    why: 'The server does not believe that we are this client.',
    remedy:
      'See that the server has this public key: as PEM, or by an address of our key set that it can reach (check "published-keys"). Then compare client id, the clock, and OIDC_ASSERTION_AUDIENCE.',
    whose: ['administrator', 'configuration', 'machine'],
  },
  'secret-not-believed': {
    status: 'fault',
    title: 'the token endpoint answered {error}: {said}',
    why: 'The server does not believe that we are this client.',
    remedy:
      'Compare secret and client id with the registration, and see whether it wants the secret in the body (client_secret_post) or the header (client_secret_basic). A service account takes no secret at all: it signs with a key.',
    whose: ['configuration', 'administrator'],
  },
  'any-code-taken': {
    status: 'fault',
    title: 'the token endpoint answered {status} to a made-up code',
    why: 'A server that gives tokens for any code protects nobody.',
    remedy: 'See that this is the real token endpoint, and not a test double.',
    whose: ['configuration', 'issuer'],
  },
  'no-code-for-client': {
    status: 'fault',
    title: 'the token endpoint answered {error}: {said}',
    why: 'The client may not trade codes for tokens.',
    remedy: 'It may be a service account: sign people in with an application made for sign-in.',
    whose: ['administrator', 'configuration'],
  },
  'proof-unclear': {
    status: 'warning',
    title: 'the token endpoint answered {error}: {said}',
    why: 'Neither a belief nor a refusal: whether the client proves itself could not be told.',
    remedy: 'Sign in once; the log names the step that fails.',
    whose: ['issuer'],
  },
  'service-scope-refused': {
    ...noToken,
    remedy: 'Have SERVICE_SCOPE allowed for the service account, or correct it.',
    whose: ['administrator', 'configuration'],
  },
  'service-client-refused': {
    ...noToken,
    remedy: 'This may be the application for sign-in: use the service account made beside it.',
    whose: ['configuration'],
  },
  'service-grant-refused': {
    ...noToken,
    remedy: 'The server knows no client credentials: see that it is the enterprise one.',
    whose: ['configuration'],
  },
  'service-refused': {
    ...noToken,
    remedy: 'Ask the institution’s administrator how the service account was made.',
    whose: ['administrator', 'configuration'],
  },
  'service-of-another': {
    status: 'fault',
    title: 'the token is for another institution than {institutionId}',
    why: 'The app refuses it, and an API would show the data of somebody else’s customers.',
    remedy: 'Compare the service client of this entry: every institution makes its own.',
    whose: ['configuration'],
  },
  'service-of-one': {
    status: 'warning',
    title: 'the token is for one institution: {unserved} of {all} are not served',
    why: 'The app refuses it for the others: it was not made for them.',
    remedy: 'Give their entries in INSTITUTIONS_FILE a service client of their own.',
    whose: ['configuration'],
  },
  'service-scope-missing': {
    status: 'warning',
    title: 'a token, but without {scopes}',
    why: 'Calls that need the scope are answered 403.',
    remedy: 'Have it allowed for the service account.',
    whose: ['administrator'],
  },
} as const satisfies Record<string, Wrong>
