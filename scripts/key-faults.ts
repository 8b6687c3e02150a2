import type { Entry } from '../lib/errors/entry.ts'

/** Why a step with keys cannot be taken; docs/keys.md has the steps in their order. */
export const keyFaults = {
  'next-key-waiting': {
    title: 'There is a next key already ({kid})',
    why: 'Of several waiting ones nobody could tell which comes next.',
    remedy: 'Promote it first.',
    whose: ['person'],
  },
  'previous-key-there': {
    title: 'The key before is there still ({kid})',
    why: 'A set has three keys at most: the one before, the current one and the next.',
    remedy: 'Retire it first.',
    whose: ['person'],
  },
  'no-next-key': {
    title: 'There is no next key',
    why: 'Servers must have seen a key before it signs.',
    remedy: 'Make one with "new".',
    whose: ['person'],
  },
  'no-key-replaced': {
    title: 'No key has been replaced',
    why: 'Only one that signs no longer can go.',
    remedy: 'Make a new one and promote it first.',
    whose: ['person'],
  },
  'key-file-damaged': {
    title: '{path} is {problem}',
    why: 'Nothing was changed: what cannot be read cannot be kept either.',
    remedy: 'Restore it from a copy, or make another with npm run keys -- new --file.',
    whose: ['machine', 'person'],
  },
  'key-file-changing': {
    title: '{draft} is there: another change is under way',
    why: 'Of two changes at once one would be lost.',
    remedy: 'Remove it if that is long ago.',
    whose: ['person', 'machine'],
  },
  'key-file-unwritable': {
    title: '{path} cannot be written',
    why: 'The system says no.',
    remedy: 'See that its folder may be written, and the disk has room.',
    whose: ['machine'],
  },
  'private-key-unwritable': {
    title: '{path} cannot be written, or is there already',
    why: 'A private key is never written over another file.',
    remedy: 'Name another path.',
    whose: ['machine', 'person'],
  },
} as const satisfies Record<string, Entry>
