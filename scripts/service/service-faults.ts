import type { Entry } from '../../lib/errors/entry.ts'

/** Why a command of the service account cannot go on. */
export const serviceFaults = {
  'no-service-account': {
    title: 'No service account is configured',
    why: 'Machine work is done by a client of its own.',
    remedy: 'docs/service-account.md says what one needs.',
    whose: ['configuration'],
  },
  'no-such-service': {
    title: '--institution: no service account is configured for it',
    why: 'Each institution makes its own, or there is one for all.',
    remedy: 'Name another, or add "service" to its entry in INSTITUTIONS_FILE.',
    whose: ['person', 'configuration'],
  },
  'no-institution-id': {
    title: '--institution: that is no institutionId',
    why: 'It goes into addresses, so few characters may be in it.',
    remedy: 'Copy it from INSTITUTIONS_FILE, or from an address below /institutions.',
    whose: ['person'],
  },
  'institution-unsaid': {
    title: 'Several institutions have a service account',
    why: 'A token is for one of them.',
    remedy: 'Say --institution: {ids}.',
    whose: ['person'],
  },
  'users-unsaid': {
    title: 'A report is about one institution',
    why: 'Its file says whose people are in it.',
    remedy: 'Say whose users: --institution ID.',
    whose: ['person'],
  },
  'report-there': {
    title: '{path} is there already',
    why: 'Nothing is replaced unasked.',
    remedy: 'Name another with --out, or say --replace.',
    whose: ['person'],
  },
  'report-of-another': {
    title: '{path} was begun for something else',
    why: 'Going on would mix the people of two institutions.',
    remedy: 'To begin anew, remove {path}.part and {path}.state.',
    whose: ['person'],
  },
  'report-being-written': {
    title: 'Process {pid} is writing {path}',
    why: 'Two at once would spoil the file.',
    remedy: 'If that is another program by now, remove {path}.part and {path}.state.',
    whose: ['person'],
  },
  'report-damaged': {
    title: '{path}.part cannot be gone on with',
    why: 'Its state does not fit it: it was changed, or the machine broke off in the middle.',
    remedy: 'To begin anew, remove it and {path}.state.',
    whose: ['machine', 'person'],
  },
  'report-unwritable': {
    title: '{path} cannot be written: {reason}',
    why: 'What was read so far is kept, where there is a place for it.',
    remedy: 'Repair that, or name another place with --out.',
    whose: ['machine'],
  },
  'too-many-users': {
    title: 'There are more than {count} users',
    why: 'A report has an end, whatever an API says.',
    remedy: 'Ask whether the API counts rightly; the limit is in scripts/service/read-all.ts.',
    whose: ['api'],
  },
  'users-missing': {
    title: 'The API counts {total} users, and gave {count}',
    why: 'It was read to its end several times, and each time some were left out.',
    remedy: 'Try again in a while; if it stays so, ask who runs the API.',
    whose: ['api'],
  },
} as const satisfies Record<string, Entry>
