import type { ProblemCode } from './problems.ts'

type Words = Readonly<{ title: string; advice: string }>

const words: Readonly<Partial<Record<ProblemCode, Words>>> = {
  'missing-scope': {
    title: 'The service account lacks a scope',
    advice:
      'Its token does not have the scope that the API wants. Have it allowed for the service account, and name it in SERVICE_SCOPE. Nobody’s consent would help.',
  },
  'not-permitted': {
    title: 'The service account is not permitted to see people',
    advice:
      'It has the scope, but the user it is associated with lacks the permission to view people at this institution. Its administrator can give it.',
  },
  'issuer-refused': {
    title: 'The sign-in service refused the service account',
    advice:
      'Its client id, its key or its scope is not what is registered. Nobody was asked for users. npm run doctor says more.',
  },
  'wrong-institution': {
    title: 'The service account is another institution’s',
    advice:
      'Its token is for another institution, and was thrown away. See that the institution’s own client id is configured.',
  },
}

/**
 * What to say where the service account meets a problem, if that is not the usual: no person's consent has a
 * part in it, and who reads it works here.
 */
export function serviceWords(code: ProblemCode): Words | null {
  return words[code] ?? null
}
