import { variableNames } from '../../../lib/env.ts'
import type { Check } from '../check.ts'
import { about, type Finding, ok, wrong } from '../finding.ts'
import { idOf } from '../findings/variables.ts'
import type { Patient } from '../patient.ts'

/** Every fault that would stop the start, and names that nobody reads. */
export const variables: Check = {
  name: 'variables',
  looksAt: 'every variable: what is missing, malformed, misspelt or does not fit another',
  examine: (patient) => {
    const found = [
      ...noFile(patient),
      ...faultsOf(patient),
      ...portFaults(patient),
      ...strangers(patient),
    ]
    const given = known.filter((name) => patient.variables[name]?.trim()).length
    const files = patient.files.join(' and ')
    const source = files ? `the environment and ${files}` : 'the environment'
    return found.length > 0 ? found : [ok(`${given} variables, read from ${source}`)]
  },
}

const known: readonly string[] = variableNames.flatMap((name) => [name, `${name}_FILE`])

function noFile({ faults, files }: Patient): Finding[] {
  if (files.length > 0 || faults.length === 0) return []
  return [wrong('no-env-file')]
}

function faultsOf({ faults, variables }: Patient): Finding[] {
  return faults.flatMap((text) => {
    const [name = ''] = /^\w+/.exec(text) ?? []
    const trouble = addresses.includes(name) ? troubleWith(variables[name]?.trim() ?? '') : null
    return about(name, [wrong(idOf(text), { fault: trouble ? `${text}; ${trouble}` : text })])
  })
}

const addresses = ['APP_URL', 'OIDC_ISSUER', 'OIDC_DISCOVERY_URL', 'API_URL']

/** What is wrong with an address, without a word of it. */
function troubleWith(value: string): string | null {
  if (value === '') return null
  if (!/^[a-z][a-z+.-]*:\/\//i.test(value)) return 'it has no https:// in front'
  if (!URL.canParse(value)) return 'it is no address'
  const { protocol, username, password, hash, search, pathname } = new URL(value)
  if (protocol === 'http:') return 'it is plain http to another machine'
  if (protocol !== 'https:') return 'it is not https'
  if (username || password) return 'it holds a user name or password'
  if (hash) return 'it has a #'
  if (search) return 'it has a ?'
  return pathname === '/' ? null : 'it has a path'
}

function portFaults({ variables }: Patient): Finding[] {
  const port = Number(variables.PORT || 3000)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return []
  return about('PORT', [wrong('PORT', { fault: 'PORT should be a port number' })])
}

/** Names that look as if they were ours: a misspelt variable is an unset one. */
function strangers({ variables }: Patient): Finding[] {
  const names = Object.keys(variables).filter(
    (name) => looksOurs.test(name) && !holdsSecretOfEntry.test(name) && !known.includes(name),
  )
  return names.flatMap((name) => {
    const near = known.find((other) => distance(name, other) <= 2)
    const found = near
      ? wrong('misspelt-variable', { name, near })
      : wrong('unread-variable', { name })
    return about(name, [found])
  })
}

const looksOurs =
  /^(APP_UR|API_UR|OIDC_|INSTITUTION|SINGLE_INST|SERVICE_CLIENT|SESSION_(SEC|IDL|ABS|FIL))/
/** Secrets of single institutions have names that their entries choose. */
const holdsSecretOfEntry = /SECRET(_FILE)?$/

/** How many letters to change, add or leave out to make one of the other (Levenshtein). */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1]
    for (const [column, wanted] of [...other].entries()) {
      const replaced = (above[column] ?? 0) + (letter === wanted ? 0 : 1)
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1))
    }
    above = line
  }
  return above.at(-1) ?? 0
}
