import type { Shown } from './entry.ts'

/** A bug of ours. It stands alone, because the page that says so is a script in the browser. */
export const mistake = {
  title: 'Foyer made a mistake',
  advice:
    'This page could not be shown, and it is not your fault. Your session is as it was. If trying again does not help, ask for help and give the reference.',
  why: 'A page or a handler threw what nobody expected.',
  remedy:
    'The log names its class and the places in code; its message is left out, because it may quote anything. Please report it.',
  whose: ['bug'],
  reference: 'digest',
} as const satisfies Shown
