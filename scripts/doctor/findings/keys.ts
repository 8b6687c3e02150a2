import type { Wrong } from '../finding.ts'

/** What can be wrong with keys and secrets, and the files they are in. */
export const ofKeys = {
  'algorithm-ignored': {
    status: 'warning',
    title: '{client}_ALG says {alg}, and the key itself says {own}',
    why: 'What a key says of itself counts, so the variable has no effect.',
    remedy: 'Leave {client}_ALG empty, or make a key for {alg}.',
    whose: ['configuration'],
  },
  'keys-in-variable': {
    status: 'warning',
    title: 'the keys stand in {client}_KEYS, and not in a file',
    why: 'A file is read again when it changes; a variable needs a restart to rotate its keys.',
    remedy: 'Put them in a file and set {client}_KEYS_FILE.',
    whose: ['configuration'],
  },
  'short-secret': {
    status: 'warning',
    title: 'the secret is shorter than 16 characters',
    why: 'Secrets that servers make are longer: a part may have been lost in copying.',
    remedy: 'Compare it with what you were given.',
    whose: ['configuration'],
  },
  'readable-secret': {
    status: 'warning',
    title: '{file} may be read by others (mode {mode})',
    why: 'Who reads a key or a secret can be this app, anywhere.',
    remedy: 'chmod 600 {file}, unless it is mounted into a container that has no other users.',
    whose: ['machine'],
  },
  'private-key-published': {
    status: 'fault',
    title: '{address} shows a private key',
    why: 'Everybody can be this app now.',
    remedy: 'Take it down, make a new key and have the old one withdrawn.',
    whose: ['configuration', 'bug'],
  },
  'keys-not-ours': {
    status: 'fault',
    title: '{address} {problem}',
    why: 'The authorization server looks there for the key that an assertion names, and answers invalid_client.',
    remedy:
      'See that APP_URL leads to this app with this configuration, and not to an older one or another.',
    whose: ['configuration', 'network'],
  },
} as const satisfies Record<string, Wrong>
