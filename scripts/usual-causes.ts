import type { Code } from './catalogue.ts'

/** What the guides to these flows warn of, and under which codes it shows here. */
export const usualCauses: readonly (readonly [cause: string, codes: readonly Code[]])[] = [
  [
    'The redirect URI differs from the registered one: in case, path, slash, scheme, host or port, or by a wildcard',
    ['redirect-uri-refused', 'address-spelling', 'https-here', 'another-port', 'APP_URL'],
  ],
  [
    'A scope is asked for that is not allowed, or that the server does not know: the request fails, or less is granted',
    ['scope-misspelt', 'scope-unlisted', 'request-scope-refused', 'error-page', 'missing-scope'],
  ],
  [
    'An access token has ended. It is renewed by itself; where it cannot be, access ends',
    ['session-over', 'no-offline-access', 'wrong-offline-access', 'no-refresh-grant'],
  ],
  ['The state that comes back is not the one that was sent', ['stale-sign-in']],
  [
    'The nonce, the issuer, the audience, the signature or a time in a token is not what was expected',
    ['untrusted-response', 'issuer-spelling', 'issuer-another-host', 'clock-off', 'clock-far-off'],
  ],
  ['The person refuses consent', ['access-denied']],
  ['The server wants PKCE and does not see it', ['pkce-lost', 'no-s256', 'pkce-unsaid']],
  [
    'The assertion is signed with another key than the registered one, or with an algorithm that is not taken',
    [
      'issuer-refused',
      'key-not-believed',
      'app-not-running',
      'keys-not-ours',
      'algorithm-unlisted',
    ],
  ],
  [
    'The assertion is for another audience, lives too long, or comes from a clock that is off',
    ['issuer-refused', 'key-not-believed', 'OIDC_ASSERTION_AUDIENCE', 'clock-far-off', 'old-host'],
  ],
  [
    'A secret where a key is wanted, or the other way round; a secret in the body instead of the header',
    ['issuer-refused', 'secret-not-believed', 'method-unlisted', 'OIDC_CLIENT_AUTH'],
  ],
  [
    'Private keys that others can read',
    ['readable-secret', 'private-key-published', 'keys-in-variable'],
  ],
  [
    'A key is changed, and the server does not learn of it: it was registered as PEM, or cannot reach the key set',
    ['keys-not-ours', 'key-not-believed', 'only-here'],
  ],
  [
    'The service account asks for scopes that were not approved at its registration',
    ['service-scope-refused', 'service-scope-missing', 'missing-scope'],
  ],
  [
    'The service account’s token has ended. A new one is asked for by itself; where none comes, it shows as',
    ['issuer-unavailable', 'issuer-refused', 'service-refused'],
  ],
  [
    'The scope is granted, and the person, or the user behind the service account, lacks the permission',
    ['not-permitted'],
  ],
  [
    'The token is for another institution than the one that was chosen, or for none',
    [
      'wrong-institution',
      'service-of-another',
      'institution-claim-not-asked',
      'INSTITUTION_ZERO_ID',
    ],
  ],
  [
    'The institution is not on the person’s list: they were not invited there, or belong to no group',
    ['not-a-member', 'unknown-institution', 'INSTITUTION_DIRECTORY'],
  ],
]
