import type { Wrong } from '../finding.ts'

/** What can be wrong with what is written here; single variables are in variables.ts. */
export const ofConfiguration = {
  'no-env-file': {
    status: 'warning',
    title: 'there is no .env.local',
    why: 'Only the environment counts then, and it does not say enough.',
    remedy: 'Make one with "npm run setup", or copy .env.example and fill it in.',
    whose: ['configuration'],
  },
  'misspelt-variable': {
    status: 'warning',
    title: 'nobody reads {name}',
    why: 'A misspelt variable is an unset one: the default counts instead.',
    remedy: 'Did you mean {near}?',
    whose: ['configuration'],
  },
  'unread-variable': {
    status: 'warning',
    title: 'nobody reads {name}',
    why: 'A misspelt variable is an unset one: the default counts instead.',
    remedy: 'Compare it with .env.example.',
    whose: ['configuration'],
  },
  brackets: {
    status: 'fault',
    title: '{name} has brackets in it',
    why: 'Brackets in documentation mark a place to fill in; the server takes them for part of it.',
    remedy: 'Write the value alone, without < >, { } or [ ].',
    whose: ['configuration'],
  },
  quotes: {
    status: 'fault',
    title: '{name} has quotes around it',
    why: 'Some ways to set a variable, docker --env-file for one, keep quotes as part of it.',
    remedy: 'Write the value without quotes.',
    whose: ['configuration'],
  },
  'example-value': {
    status: 'warning',
    title: '{name} looks like the value of an example',
    why: 'An example is known to everybody, and no server knows it.',
    remedy: 'Write the value of your own environment.',
    whose: ['configuration'],
  },
  'old-host': {
    status: 'warning',
    title: '{name} is at {host}',
    why: 'The server for employees and services moved to login.jackhenry.com in 2025. An assertion made for the old token endpoint is refused.',
    remedy:
      'Read https://login.jackhenry.com/.well-known/openid-configuration and take its "issuer", unless your contract names the old host.',
    whose: ['configuration'],
  },
  'old-issuer': {
    status: 'fault',
    title: '{name} is the issuer from before version 0',
    why: 'It ended on 1 March 2022. Scopes are enforced, and the issuer is the bank’s own host.',
    remedy: 'Write https://<host of the bank>/a/consumer/api/v0/oidc.',
    whose: ['configuration'],
  },
  'metadata-elsewhere': {
    status: 'warning',
    title: 'the metadata of {host} is read at {other}',
    why: 'Whoever answers there decides where people type their password.',
    remedy: 'See that you know both hosts.',
    whose: ['configuration'],
  },
  'mixed-environments': {
    status: 'warning',
    title: 'issuers and APIs are of several environments: {kinds}',
    why: 'An API takes tokens of its own environment only, and a real token is not for a test.',
    remedy: 'Take issuer and API from one environment.',
    whose: ['configuration'],
  },
  'api-of-another-bank': {
    status: 'warning',
    title: 'the API is at {api}, the sign-in at {issuer}',
    why: 'In consumer banking each bank is its own host; another bank’s API refuses the token.',
    remedy: 'Compare "apiUrl" and "issuer" of this entry.',
    whose: ['configuration'],
  },
  'address-spelling': {
    status: 'warning',
    title: 'APP_URL is written otherwise than it is used: the app sends {appUrl}',
    why: 'Who copies the redirect URI from the file registers one that does not match.',
    remedy: 'Write APP_URL={appUrl}',
    whose: ['configuration'],
  },
  'https-here': {
    status: 'warning',
    title: 'APP_URL is https on this machine, and the app speaks plain http',
    why: 'The browser comes back by https, and nobody answers unless a proxy here ends TLS.',
    remedy: 'Write APP_URL=http://{host}, or run a proxy in front.',
    whose: ['configuration'],
  },
  'another-port': {
    status: 'warning',
    title: 'APP_URL has port {comesBackTo}, and the app listens on {listensAt}',
    why: 'After signing in, the browser is sent to a port where nobody answers.',
    remedy: 'Give APP_URL and PORT the same port.',
    whose: ['configuration'],
  },
  'only-here': {
    status: 'warning',
    title: 'APP_URL is this machine, and the server is elsewhere',
    why: 'Good for development. Nobody else can sign in, and the server cannot read our keys here.',
    remedy:
      'For others, give the app a public https address and register that. With keys, register them as PEM.',
    whose: ['configuration'],
  },
} as const satisfies Record<string, Wrong>
