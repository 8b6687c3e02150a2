/** Whose doing it may be that something stopped. */
export const parties = {
  person: 'the person',
  administrator: 'the institution’s administrator',
  configuration: 'the configuration of this app',
  issuer: 'the authorization server',
  api: 'the API',
  network: 'the network',
  machine: 'the machine that the app runs on',
  bug: 'a mistake in the app',
} as const

export type Party = keyof typeof parties

/** Where the reference leads that a person can read out. */
export const references = {
  none: 'none',
  log: 'the line `refusal` of the log, by `reference`',
  'log-and-api':
    'the line `refusal` of the log, by `reference`, and the API’s own log, by `x-request-id`',
  digest: 'the line `fault` of the log, by `digest`',
} as const

/**
 * One way in which something can stop. Every table of such ways has these members, whatever else it has:
 * docs/errors.md is made of them.
 */
export type Entry = Readonly<{
  /** What happened. */
  title: string
  /** The likeliest first. */
  whose: readonly Party[]
  /** What whoever sees it can do. */
  advice: string
  /** What to look at where that does not help, or why it matters. */
  check: string
  reference: keyof typeof references
}>
