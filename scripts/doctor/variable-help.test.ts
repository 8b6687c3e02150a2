import { expect, test } from 'vitest'
import { readEnv, variableNames } from '../../lib/env.ts'
import { hasHelp, helpFor } from './variable-help.ts'

test('there is a reason and a remedy for every variable', () => {
  expect(variableNames.filter((name) => !hasHelp(name))).toEqual([])
})

test('every fault of a configuration begins with the name of a variable that is explained', () => {
  const wrong = Object.fromEntries(variableNames.map((name) => [name, '\u0000']))

  const [, ...faults] = messageOf({ ...wrong, SESSION_SECRET_FILE: '/nowhere' }).split('\n- ')

  expect(faults.length).toBeGreaterThan(15)
  for (const fault of faults) {
    const [name = ''] = /^[A-Z_]+/.exec(fault) ?? []
    expect(hasHelp(name.replace(/_FILE$/, '')) || hasHelp(name)).toBe(true)
    expect(helpFor(fault)).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)])
  }
})

function messageOf(variables: Record<string, string>): string {
  try {
    readEnv(variables)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
