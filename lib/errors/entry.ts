/** Whose doing it may be that something stopped. */
export const parties = {
  person: 'the person',
  administrator: 'the institution’s administrator',
  configuration: 'the configuration of this app',
  issuer: 'the authorization server',
  api: 'the API',
  network: 'the network',
  machine: 'the machine this runs on',
  bug: 'a mistake in this app',
} as const

export type Party = keyof typeof parties

/**
 * One way in which something can stop. Every table of such ways has these members, whatever else it has;
 * docs/errors.md is made of them. In their words, `{name}` is filled in when it happens.
 */
export type Entry = Readonly<{
  /** What happened. */
  title: string
  /** What that means, in the exact words. */
  why: string
  /** What an engineer looks at, or changes. */
  remedy: string
  /** The likeliest first. */
  whose: readonly Party[]
}>

/** One that a person sees, who knows nothing of all this. */
export type Shown = Entry &
  Readonly<{
    /** What they can do. */
    advice: string
    reference: keyof typeof references
  }>

/** Where the reference is found again that a person can read out. */
export const references = {
  none: 'none',
  log: 'the log, as reference of a refusal',
  'log-and-api': 'the log, as reference of a refusal, and in the API’s own log, as x-request-id',
  digest: 'the log, as digest of a fault',
} as const

/** What is to be filled into a text: `seconds` for "{seconds} s apart". */
export type Blanks<Text extends string> = Text extends `${string}{${infer After}`
  ? (After extends `${infer Name}}${string}` ? NameOf<Name> : never) | Blanks<After>
  : never
type NameOf<Text extends string> = Text extends `${string}${' ' | '"' | '{'}${string}`
  ? never
  : Text

/** A text with its blanks filled in. What is filled in is not looked at again. */
export function filledIn<Text extends string>(
  text: Text,
  values: Readonly<Record<Blanks<Text>, string | number>>,
): string {
  const given: Readonly<Record<string, string | number>> = values
  return text.replace(/\{(\w+)\}/g, (blank, name) => String(given[name] ?? blank))
}
