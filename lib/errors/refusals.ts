import type { Shown } from './entry.ts'

/** How a request is turned away that leads to no page at /problem. */
export type Refusal = Shown &
  Readonly<{
    status: number
    /** The file that does so. */
    answeredBy: string
  }>

const plain = { reference: 'none', answeredBy: 'lib/http/respond.ts' } as const

/** Sent as they are, title and advice: a browser that is used as usual hears none of them. */
export const plainRefusals = {
  'not-a-page-load': {
    ...plain,
    status: 403,
    title: 'Only a page load can begin or end a sign-in',
    advice: 'Open this address in the browser.',
    why: 'A script, an image or a frame asked for a step of the flow: Sec-Fetch-Mode or Sec-Fetch-Dest says so.',
    remedy: 'Lead to /auth/authorize with a plain link, and not with fetch or a frame.',
    whose: ['bug'],
  },
  'not-from-here': {
    ...plain,
    status: 403,
    title: 'This request did not come from a page of this app',
    advice: 'Go back, load the page again, and try once more.',
    why: 'A change of state takes an Origin that is APP_URL, or Sec-Fetch-Site: same-origin.',
    remedy:
      'Where it meets everybody: APP_URL is not what people type, or a proxy removes Origin. Else somebody tried a forged request.',
    whose: ['configuration', 'network', 'bug'],
  },
  'method-not-allowed': {
    ...plain,
    status: 405,
    title: 'This address takes page loads only',
    advice: 'Open it in the browser.',
    why: 'HEAD and OPTIONS would run or reveal what a GET does.',
    remedy: 'Have probes ask /health/live or /health/ready.',
    whose: ['network', 'bug'],
  },
  'too-large': {
    ...plain,
    status: 413,
    title: 'This request is larger than any form of this app',
    advice: 'Go back and send less.',
    why: 'No form of ours sends more than 16 kB, and more is not read.',
    remedy: 'A form of yours that needs more: the limit is in lib/http/form.ts.',
    whose: ['person', 'bug'],
  },
  'not-our-form': {
    ...plain,
    answeredBy: 'app/institutions/[institutionId]/accounts/[accountId]/edit/[part]/save/route.ts',
    status: 400,
    title: 'This request did not come from a form of this app, or is too long for it',
    advice: 'Go back, load the page again, and try once more.',
    why: 'A field is missing, is no field of ours, or is longer than its form allows.',
    remedy: 'Compare the form and what reads it: lib/data/enterprise/account-form.ts.',
    whose: ['bug', 'person'],
  },
} as const satisfies Record<string, Refusal>
