import type { Wrong } from '../finding.ts'

const clock = {
  title: 'this clock is {seconds} s {direction} the server’s',
  why: 'Assertions live for a minute and ID tokens say when they were made: to a wrong clock they are over, or not made yet.',
  remedy: 'Let this machine keep its time by NTP.',
  whose: ['machine', 'issuer'],
} as const

/** What can stand between this machine and a server. */
export const ofCalls = {
  'unknown-host': {
    status: 'fault',
    title: '{callee} {failed}',
    why: 'No server has this name, as far as this machine can tell.',
    remedy:
      'Look for a slip in the host name; then see whether this machine needs a VPN or another DNS.',
    whose: ['configuration', 'network'],
  },
  'connection-refused': {
    status: 'fault',
    title: '{callee} {failed}',
    why: 'The machine is there, and nothing listens on that port.',
    remedy:
      'Check the port; on this machine, start the server first ("npm run sandbox" for the sandbox).',
    whose: ['issuer', 'configuration'],
  },
  'untrusted-certificate': {
    status: 'fault',
    title: '{callee} {failed}',
    why: 'The certificate is not one this machine trusts. A proxy that looks into TLS has this effect.',
    remedy:
      'Give Node.js the certificate of the proxy: NODE_EXTRA_CA_CERTS=<file>. Never switch the check off.',
    whose: ['network', 'machine'],
  },
  redirected: {
    status: 'fault',
    title: '{callee} {failed}',
    why: 'The app follows no redirects: a secret could be carried somewhere else.',
    remedy: 'Write the address that the redirect leads to.',
    whose: ['configuration'],
  },
  'no-answer-in-time': {
    status: 'fault',
    title: '{callee} {failed}',
    why: 'A firewall that drops the call looks like this, and so does a server in maintenance.',
    remedy:
      'See whether this machine may call out; behind a proxy, set NODE_USE_ENV_PROXY=1 and HTTPS_PROXY.',
    whose: ['network', 'issuer'],
  },
  'no-answer': {
    status: 'fault',
    title: '{callee} {failed}',
    why: 'Without the server nobody can sign in.',
    remedy: 'Call the address from this machine yourself.',
    whose: ['network', 'issuer'],
  },
  'clock-off': { ...clock, status: 'warning' },
  'clock-far-off': { ...clock, status: 'fault' },
  'check-broken': {
    status: 'fault',
    title: 'the check itself failed ({kind})',
    why: 'What it looks at is not known.',
    remedy: 'This is a bug of the doctor: report it.',
    whose: ['bug'],
  },
} as const satisfies Record<string, Wrong>
