import { variableNames } from '../../../lib/env.ts'
import type { Check } from '../check.ts'
import { type Finding, fault, ok, warning } from '../finding.ts'

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

function look(subject: string, value: string): Finding[] {
  const isKeys = subject.endsWith('CLIENT_KEYS')
  if (!isKeys && /<[^>]*>|\{[^}]*\}|^\[.*\]$/.test(value)) return [brackets(subject)]
  if (/^(["'`]).*\1$/.test(value)) return [quotes(subject)]
  if (!isKeys && example.test(value)) return [unfilled(subject)]
  return []
}

const example =
  /^(your|my)[-_ ]|change[-_ ]?me|^(xxx+|todo|tbd|secret|password)$|example\.(com|org)/i

function brackets(subject: string): Finding {
  const what = `${subject} has brackets in it`
  const why =
    'Brackets in documentation mark a place to fill in; the server takes them for part of it.'
  return { ...fault(what, why, 'Write the value alone, without < >, { } or [ ].'), subject }
}

function quotes(subject: string): Finding {
  const what = `${subject} has quotes around it`
  const why = 'Some ways to set a variable, docker --env-file for one, keep quotes as part of it.'
  return { ...fault(what, why, 'Write the value without quotes.'), subject }
}

function unfilled(subject: string): Finding {
  const what = `${subject} looks like the value of an example`
  const why = 'An example is known to everybody, and no server knows it.'
  return { ...warning(what, why, 'Write the value of your own environment.'), subject }
}
