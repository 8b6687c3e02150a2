import type { Wrong } from '../finding.ts'

/** What can be wrong with what is asked for: scopes, claims, and access that can be renewed. */
export const ofScopes = {
  'scope-misspelt': {
    status: 'fault',
    title: 'the server does not list the scope {scope}, which {client} asks for; it lists {near}',
    why: 'Scopes are compared letter by letter: this one is refused, or silently left out.',
    remedy: 'Write {near}.',
    whose: ['configuration'],
  },
  'scope-unlisted': {
    status: 'warning',
    title: 'the server does not list the scope {scope}, which {client} asks for',
    why: 'It is refused, or silently left out; calls that need it are then answered 403.',
    remedy:
      'Have it allowed for the External Application, or leave it out. Some servers do not list all.',
    whose: ['administrator', 'configuration'],
  },
  'no-offline-access': {
    status: 'warning',
    title: 'the scope does not ask for {scope}',
    why: 'There is no refresh token: after about ten minutes people have to sign in again.',
    remedy: 'Add it, unless that is what you want.',
    whose: ['configuration'],
  },
  'wrong-offline-access': {
    status: 'warning',
    title: 'the scope has {wrong}, and this kind of server wants {right}',
    why: 'The other one is ignored or refused: there is no refresh token, and no error tells.',
    remedy: 'Write {right} instead.',
    whose: ['configuration'],
  },
  'claim-as-scope': {
    status: 'fault',
    title: 'the scope has {claim}, which is a claim',
    why: 'Claims are not scopes: the request is refused, or the claim is silently left out.',
    remedy: 'Move it to "claims" of the entry: { "id_token": { "<claim>": null } }.',
    whose: ['configuration'],
  },
  'data-scope-missing': {
    status: 'warning',
    title: 'the scope does not ask for {scope}',
    why: 'People can sign in, and the call for {data} is answered 403.',
    remedy: 'Add it, and have people sign in anew: a refresh does not widen what they agreed to.',
    whose: ['configuration'],
  },
  'institution-claim-not-asked': {
    status: 'fault',
    title: 'the claim that names the institution is not asked for',
    why: 'ID tokens carry it on request only, and the app refuses a token that names no institution.',
    remedy:
      'Add "claims": { "id_token": { "{claim}": null } }, or "institutionClaim": null: the host says it.',
    whose: ['configuration'],
  },
  'restricted-claim': {
    status: 'warning',
    title: '{claim} is a restricted claim',
    why: 'Until the institution’s administrator allows it for this client, it is left out without an error.',
    remedy:
      'Ask for it to be enabled on the External Application, and be ready for it to be absent.',
    whose: ['administrator'],
  },
} as const satisfies Record<string, Wrong>
