import type { Entry } from '../lib/errors/entry.ts'

/** Why a command cannot go on, as it is told to who typed it: the title, and the remedy. */
export const commandFaults = {
  'port-busy': {
    title: 'Port {port} is in use',
    why: 'One port is for one program: an app or a sandbox may run there still.',
    remedy: 'Stop what runs there, or set {variable}.',
    whose: ['machine'],
  },
  'port-malformed': {
    title: '{variable} should be a port number from 1 to 65535',
    why: 'It says where to listen.',
    remedy: 'Leave it empty for {usual}.',
    whose: ['configuration'],
  },
  'bank-ports-malformed': {
    title: 'SANDBOX_BANK_PORTS should be {count} other ports with a comma between',
    why: 'Each bank of the sandbox is a host of its own.',
    remedy: 'Leave it empty for the ports after SANDBOX_PORT.',
    whose: ['configuration'],
  },
  'sandbox-port-too-high': {
    title: 'SANDBOX_PORT should leave room for the {count} ports after it',
    why: 'The banks of the sandbox listen there.',
    remedy: 'Take a lower one, or set SANDBOX_BANK_PORTS.',
    whose: ['configuration'],
  },
  'configuration-faults': {
    title: 'The configuration has faults',
    why: 'Each is a line, by the name of its variable and never with its value; none is left to be found later.',
    remedy: 'npm run doctor says of each why it matters, and what to do.',
    whose: ['configuration'],
  },
  'no-build': {
    title: 'There is no build yet',
    why: 'npm start serves what npm run build has made.',
    remedy: 'Run npm run build first.',
    whose: ['person'],
  },
  'cannot-listen': {
    title: 'The app cannot listen: {reason}',
    why: 'The system says no; ports below 1024 want a right of their own.',
    remedy: 'Take another PORT, or give the right.',
    whose: ['machine', 'configuration'],
  },
  'nothing-to-run-against': {
    title: 'There is neither a .env.local nor a sandbox',
    why: 'npm run dev takes one or the other.',
    remedy: 'Copy .env.example to .env.local and fill it in.',
    whose: ['configuration'],
  },
  'profile-beside-env-file': {
    title: '--profile is for the sandbox, but .env.local says where the app goes',
    why: 'The two would contradict each other.',
    remedy: 'Move it away first.',
    whose: ['person'],
  },
  'process-stopped': {
    title: 'The {name} has stopped',
    why: 'What runs together ends together.',
    remedy: 'Its last words are above, or in a log below .data.',
    whose: ['machine', 'bug'],
  },
  'process-not-started': {
    title: 'The {name} did not start: {reason}',
    why: 'It was given a minute to answer.',
    remedy: 'Its last words are above, or in a log below .data.',
    whose: ['machine', 'configuration', 'bug'],
  },
  'no-browser': {
    title: 'The journeys need a Chromium',
    why: 'None was found, and none could be downloaded.',
    remedy: 'Install one with: npx playwright install chromium',
    whose: ['machine', 'network'],
  },
  'no-such-step': {
    title: 'There is no step {names}',
    why: 'npm test runs the steps that are named, or all.',
    remedy: 'There are: {steps}.',
    whose: ['person'],
  },
} as const satisfies Record<string, Entry>
