import { z } from 'zod'
import { metadataAddress } from '../../lib/env-values.ts'
import { institutionIdKind, institutionNameKind } from './institution-kinds.ts'
import { type Question, question } from './question.ts'

const garden = {
  host: 'digital.garden-fi.com',
  institutionId: '899f4398-106d-409a-9ed4-a72346778076',
  name: 'Garden',
}

const host = z
  .string()
  .toLowerCase()
  .refine((value) => URL.parse(`https://${value}`)?.host === value)
  .describe('the name of a host, such as digital.garden-fi.com, and nothing before or after it')

/** What is asked of a real bank whose customers sign in; where nobody answers, the Garden. */
export const consumerQuestions: readonly Question[] = [
  question({
    flag: 'host',
    asks: 'Host of the bank',
    why: 'Where its customers sign in to online banking: each bank is an issuer of its own.',
    kind: host,
    fallback: () => garden.host,
  }),
  question({
    flag: 'discovery-url',
    asks: "Address of the issuer's metadata",
    why: 'None: below the issuer, as documented.',
    kind: metadataAddress,
    mayBeNone: true,
    fallback: () => '',
  }),
  question({
    flag: 'institution-id',
    asks: 'Institution id of the bank',
    why: 'Its ID tokens then have to name it. None, if you do not know: then the issuer decides.',
    kind: institutionIdKind,
    mayBeNone: true,
    fallback: (answers) => (answers.host === garden.host ? garden.institutionId : ''),
  }),
  question({
    flag: 'institution-name',
    asks: 'Name of the bank',
    why: 'As people see it.',
    kind: institutionNameKind,
    fallback: (answers) => (answers.host === garden.host ? garden.name : (answers.host ?? null)),
  }),
]
