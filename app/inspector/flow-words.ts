import type { Flow, FlowKind } from '#lib/inspector/flow.ts'

const kinds: Readonly<Record<FlowKind, string>> = {
  'sign-in': 'Sign-in',
  institution: 'Institution entered',
  consent: 'More consent',
  refresh: 'Tokens renewed',
  page: 'Page',
  service: 'Service call',
  logout: 'Sign-out',
  'backchannel-logout': 'Back-channel logout',
}

type Names = ReadonlyMap<string, string>

/** "Institution entered: Larkspur Bank"; the id where no name is known. */
export function flowTitle({ kind, institutionId, steps }: Flow, names: Names): string {
  if (institutionId !== null) return `${kinds[kind]}: ${names.get(institutionId) ?? institutionId}`
  const [first] = steps
  return kind === 'page' && first?.type === 'request'
    ? `${kinds.page}: ${first.address.path}`
    : kinds[kind]
}

type Outcome = Readonly<{ sign: string; text: string; tone: 'good' | 'bad' | 'warn' }>

/** How a flow ended, or that it has not: a sign, words, and how good that is. */
export function outcomeOf({ isHeld, outcome, refusal }: Flow): Outcome {
  if (isHeld) return { sign: '‖', text: 'held before the redirect', tone: 'warn' }
  if (outcome === 'completed') return { sign: '✓', text: 'completed', tone: 'good' }
  if (outcome === 'under way') return { sign: '…', text: 'under way', tone: 'warn' }
  const why = refusal ? `: ${refusal.problem}` : ''
  return { sign: '✕', text: `refused${why}`, tone: 'bad' }
}
