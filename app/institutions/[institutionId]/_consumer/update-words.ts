import type { UpdateNews, UpdateState } from './update-news.ts'

type Words = Readonly<{
  says: string
  tone: 'calm' | 'good' | 'warn' | 'bad'
  /** What a person may do then. */
  next: 'wait' | 'look-again' | 'update' | 'sign-in'
}>

const words: Readonly<Record<UpdateState, Words>> = {
  running: {
    says: 'Your bank is fetching what is new. This may take a minute.',
    tone: 'calm',
    next: 'wait',
  },
  succeeded: { says: 'Your accounts are up to date.', tone: 'good', next: 'update' },
  failed: {
    says: 'Your bank could not finish the update. You can start it again.',
    tone: 'bad',
    next: 'update',
  },
  'timed-out': {
    says: 'Your bank waited too long for an answer, and stopped. Try again in a few minutes.',
    tone: 'warn',
    next: 'update',
  },
  unsaid: {
    says: 'Your bank has ended the update, and did not say how it went. Each account says how old it is.',
    tone: 'warn',
    next: 'update',
  },
  'gave-up': {
    says: 'Your bank needs unusually long. It may still finish, but Foyer has stopped waiting.',
    tone: 'warn',
    next: 'look-again',
  },
  unreachable: {
    says: 'Your bank does not answer just now. The update may still be under way.',
    tone: 'bad',
    next: 'look-again',
  },
  unknown: {
    says: 'Your bank no longer knows of this update. You can start another.',
    tone: 'warn',
    next: 'update',
  },
  'session-over': {
    says: 'Your access has ended while the bank was busy. The update goes on without you.',
    tone: 'warn',
    next: 'sign-in',
  },
  lost: {
    says: 'The connection to Foyer was lost. The update goes on without it.',
    tone: 'warn',
    next: 'look-again',
  },
}

/** What to say about an update as it stands. New balances are told as soon as they are there. */
export function wordsFor({ state, hasNewBalances }: UpdateNews): Words {
  if (!hasNewBalances) return words[state]
  const { says, ...rest } = words[state]
  if (state === 'running') {
    return { says: 'Your balances are up to date. Your bank goes on with the rest.', ...rest }
  }
  return state === 'succeeded'
    ? words[state]
    : { says: `Your balances are up to date, but not all the rest. ${says}`, ...rest }
}

const stepNames: Readonly<Record<string, string>> = {
  TaskStarted: 'Your bank has started',
  EnrichmentAllAccountBalancesUpdated: 'All balances updated',
}

/** A step in words. A bank may take steps that nobody has told us of: then its own name is taken apart. */
export function stepName(type: string): string {
  const known = Object.hasOwn(stepNames, type) ? stepNames[type] : undefined
  if (known) return known
  const parts = type
    .replace(/^Enrichment(?=.)/, '')
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
  return parts.charAt(0).toUpperCase() + parts.slice(1)
}
