import type { Wrong } from '../finding.ts'

const ask = 'Make sure that this is the right server, and ask the people who run it.'

/** What can be wrong with what an authorization server says of itself. */
export const ofServers = {
  'slow-metadata': {
    status: 'warning',
    title: '{address} was read in {ms} ms',
    why: 'The app waits five seconds at most; a person who signs in waits as long.',
    remedy: 'Try again later; if it stays so, look at the way to the server.',
    whose: ['issuer', 'network'],
  },
  'metadata-moved': {
    status: 'fault',
    title: '{address} {came}',
    why: 'There is no metadata at this address, so the app does not know where to send people.',
    remedy:
      'There is metadata at {elsewhere}: set it as OIDC_DISCOVERY_URL ("discoveryUrl" of an entry).',
    whose: ['configuration'],
  },
  'no-metadata': {
    status: 'fault',
    title: '{address} {came}',
    why: 'There is no metadata at this address, so the app does not know where to send people.',
    remedy:
      'Compare {name} with your contract; if the metadata is elsewhere, set OIDC_DISCOVERY_URL.',
    whose: ['configuration', 'issuer'],
  },
  'metadata-withheld': {
    status: 'fault',
    title: '{address} {came}',
    why: 'Without metadata the app does not know where to send people.',
    remedy: 'Try again later.',
    whose: ['issuer', 'network'],
  },
  'issuer-nameless': {
    status: 'fault',
    title: 'the metadata names no issuer',
    why: 'The app could not tell this server from another.',
    remedy: 'Look whether the address is that of a token endpoint, a proxy or a status page.',
    whose: ['configuration', 'network'],
  },
  'issuer-another-host': {
    status: 'fault',
    title: 'the server calls itself {theirs}: another host',
    why: 'Issuers are compared letter by letter, in metadata and in tokens (OpenID Connect Discovery §4.3).',
    remedy:
      'Make sure that {name} is your environment. If the server has moved, use its new name everywhere.',
    whose: ['configuration', 'issuer'],
  },
  'issuer-spelling': {
    status: 'fault',
    title: 'the server calls itself {theirs}: {difference}',
    why: 'Issuers are compared letter by letter, in metadata and in tokens (OpenID Connect Discovery §4.3).',
    remedy: 'Write {name} as the server does.',
    whose: ['configuration'],
  },
  'endpoint-missing': {
    status: 'fault',
    title: 'the metadata lacks {endpoint}',
    why: 'Without it nobody can sign in.',
    remedy:
      'Look whether this is the metadata of an OpenID provider; ask the people who run the server.',
    whose: ['issuer', 'configuration'],
  },
  'endpoint-insecure': {
    status: 'fault',
    title: '{endpoint} is not a secure address',
    why: 'Codes, secrets and tokens would travel where others can read them.',
    remedy: 'It must be https, or http on this machine. Ask the people who run the server.',
    whose: ['issuer'],
  },
  'metadata-refused': {
    status: 'fault',
    title: 'the app refuses the metadata: {reason}',
    why: 'The app checks metadata before it believes it.',
    remedy: 'Correct what is named.',
    whose: ['issuer', 'configuration'],
  },
  'no-code-flow': {
    status: 'fault',
    title: 'the server does not list the response type code',
    why: 'The app signs people in with the authorization code flow, and no other.',
    remedy: ask,
    whose: ['issuer', 'configuration'],
  },
  'no-s256': {
    status: 'fault',
    title: 'the server takes PKCE, but not with S256',
    why: 'PKCE ties the code to the browser that asked for it. The app always sends S256.',
    remedy: ask,
    whose: ['issuer'],
  },
  'pkce-unsaid': {
    status: 'warning',
    title: 'the server does not say that it supports PKCE',
    why: 'PKCE ties the code to the browser that asked for it. The app always sends S256.',
    remedy: 'Nothing to do if signing in works: some servers support it without saying so.',
    whose: ['issuer'],
  },
  'no-code-grant': {
    status: 'fault',
    title: 'the server does not list the grant type authorization_code',
    why: 'It is how the app signs people in.',
    remedy: ask,
    whose: ['issuer', 'configuration'],
  },
  'no-refresh-grant': {
    status: 'warning',
    title: 'the server does not list the grant type refresh_token',
    why: 'Access ends after about ten minutes, and people have to sign in again.',
    remedy: 'Leave offline_access out of the scope, or ask for refresh tokens.',
    whose: ['issuer', 'configuration'],
  },
  'no-response-issuer': {
    status: 'fault',
    title: 'the server does not say that its answers carry iss',
    why: 'With several servers, one could pass off its answer as another’s (RFC 9207). The app refuses answers without it.',
    remedy: 'Ask the people who run the server; with one server alone the app does without.',
    whose: ['issuer'],
  },
  'no-claims-parameter': {
    status: 'warning',
    title: 'the server does not say that claims can be asked for by name',
    why: 'It may ignore "claims": then what was asked for is silently absent.',
    remedy: 'See after a first sign-in whether they are there, on /profile.',
    whose: ['issuer'],
  },
  'no-common-algorithm': {
    status: 'fault',
    title: 'the server lists no algorithm for ID tokens that the app takes',
    why: 'The app takes ES256, PS256, RS256: none that needs a shared secret, and never "none".',
    remedy:
      'Ask for ES256. A library that takes RS256 alone fails the same way on a server with ES256.',
    whose: ['issuer'],
  },
  'no-key-for-algorithm': {
    status: 'fault',
    title: '{address} has no key for {algorithms}',
    why: 'The app checks every ID token by a key of this set.',
    remedy: 'Ask the people who run the server.',
    whose: ['issuer'],
  },
  'no-end-session': {
    status: 'warning',
    title: 'the server names no end_session_endpoint',
    why: 'Signing out ends the session here only: the next sign-in may ask for no password.',
    remedy: 'Nothing can be set here. Tell people to sign out at the bank too.',
    whose: ['issuer'],
  },
  'no-revocation': {
    status: 'warning',
    title: 'the server names no revocation_endpoint',
    why: 'A refresh token stays good there after a sign-out. The app forgets it all the same.',
    remedy: 'Nothing can be set here.',
    whose: ['issuer'],
  },
} as const satisfies Record<string, Wrong>
