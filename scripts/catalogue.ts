import type { Entry, Party, references } from '../lib/errors/entry.ts'
import { mistake } from '../lib/errors/mistake.ts'
import { problems } from '../lib/errors/problems.ts'
import { plainRefusals } from '../lib/errors/refusals.ts'
import { scriptRefusals } from '../lib/errors/script-refusals.ts'
import { statusRefusals } from '../lib/errors/status-refusals.ts'
import { commandFaults } from './command-faults.ts'
import { ofSecretFiles, ofVariables } from './doctor/findings/variables.ts'
import { wrongs } from './doctor/findings.ts'
import { keyFaults } from './key-faults.ts'
import { serviceFaults } from './service/service-faults.ts'

/** One way in which something can stop, whichever table has it. */
export type Listed = Readonly<{
  code: string
  /** What a request is answered with; null where none is. */
  status: number | null
  title: string
  why: string
  /** What a person can do who knows nothing of all this; null where only engineers see it. */
  advice: string | null
  remedy: string
  whose: readonly Party[]
  reference: keyof typeof references
}>

type Written = Entry &
  Partial<Readonly<{ status: number | string; advice: string; reference: Listed['reference'] }>>

function listed(table: Readonly<Record<string, Written>>): readonly Listed[] {
  return Object.entries(table).map(([code, { title, why, remedy, whose, ...more }]) => ({
    ...{ code, title, why, remedy, whose },
    status: typeof more.status === 'number' ? more.status : null,
    advice: more.advice ?? null,
    reference: more.reference ?? 'none',
  }))
}

const faults = { ...commandFaults, ...keyFaults, ...serviceFaults }

const variables = Object.fromEntries(
  Object.entries({ ...ofVariables, ...ofSecretFiles }).map(([name, it]) => [
    name,
    {
      ...it,
      title: name === 'secret-source' ? 'a secret is given twice, or its file is away' : name,
    },
  ]),
)
const findings = Object.fromEntries(
  Object.entries(wrongs).filter(([id]) => !Object.hasOwn(variables, id)),
)

/** Every way anything here can stop, by who meets it. */
export const catalogue = {
  problems: listed({ ...problems, mistake }),
  refusals: listed({ ...plainRefusals, ...scriptRefusals, ...statusRefusals }),
  variables: listed(variables),
  findings: listed(findings),
  commands: listed(faults),
} as const

export type Code =
  | keyof typeof problems
  | keyof typeof plainRefusals
  | keyof typeof scriptRefusals
  | keyof typeof statusRefusals
  | keyof typeof wrongs
  | keyof typeof faults
