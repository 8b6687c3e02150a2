/** What somebody typed into a form, as it was sent: never in an address, never in a cookie. */
export type Draft = Readonly<{
  /** Random, made with the form. */
  id: string
  /** The form's path: a draft is of use nowhere else. */
  form: string
  /** Counts how often it was sent. The same text under the same number is the same click twice. */
  attempt: number
  typed: Readonly<Record<string, string>>
  /** What the form showed when it was opened, as JSON. */
  began: string
}>

/** How an attempt went, in the words of whoever tried, and what the API calls it. */
export type DraftOutcome = Readonly<{ outcome: string; requestId: string | null }>

export type KeptDraft = Draft &
  DraftOutcome &
  Readonly<{
    /** Epoch milliseconds, of the last attempt. */
    sentAt: number
  }>
