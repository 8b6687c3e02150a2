/** What a page knows of an update: what the server sends, and whether it still hears the server. */
export type UpdateNews = Readonly<{
  steps: readonly Readonly<{ type: string; at: number | null }>[]
  hasNewBalances: boolean
  state: UpdateState
}>

export type UpdateState =
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'timed-out'
  | 'unsaid'
  | 'gave-up'
  | 'unreachable'
  | 'unknown'
  | 'session-over'
  | 'lost'
