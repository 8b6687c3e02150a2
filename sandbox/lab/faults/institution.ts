import { readScope } from '../../authorization/scopes.ts'
import { juniper, larkspur } from '../../institutions.ts'
import { people } from '../../people.ts'
import type { Fault } from '../fault.ts'
import { signedAgain } from '../sign-again.ts'
import { stopsAt } from './outcomes.ts'

const group = 'institution'
const when = 'enter'

/** What can be wrong with whom and what the tokens are for. */
export const institutionFaults: readonly Fault[] = [
  {
    id: 'institution-other',
    group,
    when,
    title: 'Another institution',
    story:
      'The tokens are for another institution than the one that was entered. They are revoked at once: nobody may look at one bank’s accounts under another bank’s name.',
    promise: stopsAt('wrong-institution', 'another institution in the tokens'),
    strikes: {
      tokens: async (tokens, { keys }) => ({
        status: 200,
        body: await signedAgain(tokens, keys.current, {
          access_token: ({ institutionId, ...claims }) => ({
            ...claims,
            institutionId: institutionId === larkspur ? juniper : larkspur,
          }),
        }),
      }),
    },
  },
  {
    id: 'person-other',
    group,
    when,
    title: 'Another person',
    story:
      'Somebody is signed in here, and the institution’s tokens are for somebody else. The session stays as it was, and two people are never mixed into one.',
    promise: stopsAt('wrong-person', 'the grant is of another person than the session'),
    strikes: {
      tokens: async (tokens, { keys }) => ({
        status: 200,
        body: await signedAgain(tokens, keys.current, {
          id_token: (claims) => ({ ...claims, sub: somebodyElse(claims.sub) }),
          access_token: (claims) => ({ ...claims, sub: somebodyElse(claims.sub) }),
        }),
      }),
    },
  },
  {
    id: 'scope-refused',
    group,
    when,
    title: 'Less granted than asked for',
    story:
      'The server grants everything but the accounts. The institution is entered all the same, and its page says what is missing and how to allow it.',
    promise: {
      where: 'page',
      sees: 'More consent is needed',
      problem: 'missing-scope',
      log: { event: 'scope-not-granted' },
    },
    strikes: {
      request(query) {
        const scopes = query.get('scope')?.split(' ') ?? []
        query.set('scope', scopes.filter((scope) => scope !== readScope).join(' '))
      },
    },
  },
]

function somebodyElse(sub: string | undefined): string {
  return people.find((person) => person.sub !== sub)?.sub ?? ''
}
