import { variableNames } from '../../../lib/env.ts'
import type { Check } from '../check.ts'
import { about, type Finding, ok, wrong } from '../finding.ts'

/** Values that were copied with the marks around them, or never filled in. */
export const placeholders: Check = {
  name: 'placeholders',
  looksAt: 'values with <…>, {…}, […] or quotes copied around them, or never filled in',
  examine: ({ variables, env }) => {
    const given = variableNames.map((name) => [name, variables[name]?.trim() ?? ''] as const)
    const entries = [...(env?.institutions.values() ?? [])].flatMap((it) => [
      [`clientId of ${it.name}`, it.clientId] as const,
      [`issuer of ${it.name}`, it.issuer] as const,
      [`apiUrl of ${it.name}`, it.apiUrl] as const,
    ])
    const found = [...given, ...entries].flatMap(([name, value]) => look(name, value))
    return found.length > 0 ? found : [ok('no value looks like one of an example')]
  },
}

function look(name: string, value: string): Finding[] {
  const id = marksOf(name, value)
  return id === null ? [] : about(name, [wrong(id, { name })])
}

function marksOf(name: string, value: string) {
  const isKeys = name.endsWith('CLIENT_KEYS')
  if (!isKeys && /<[^>]*>|\{[^}]*\}|^\[.*\]$/.test(value)) return 'brackets'
  if (/^(["'`]).*\1$/.test(value)) return 'quotes'
  if (!isKeys && example.test(value)) return 'example-value'
  return null
}

const example =
  /^(your|my)[-_ ]|change[-_ ]?me|^(xxx+|todo|tbd|secret|password)$|example\.(com|org)/i
