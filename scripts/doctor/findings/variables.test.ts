import { expect, test } from 'vitest'
import { readEnv, variableNames } from '../../../lib/env.ts'
import { idOf, ofSecretFiles, ofVariables } from './variables.ts'

test('there is a reason and a remedy for every variable, and for nothing else', () => {
  expect(Object.keys(ofVariables).sort()).toEqual([...variableNames, 'PORT'].sort())
})

test('every fault of a configuration begins with the name of a variable that is explained', () => {
  const wrong = Object.fromEntries(variableNames.map((name) => [name, '\u0000']))

  const [, ...faults] = messageOf({ ...wrong, SESSION_SECRET_FILE: '/nowhere' }).split('\n- ')

  expect(faults.length).toBeGreaterThan(15)
  expect(faults.filter((fault) => /^[A-Z_]+_FILE\b/.test(fault))).not.toEqual([])
  for (const fault of faults) {
    const [name = ''] = /^[A-Z_]+/.exec(fault) ?? []
    expect(ofVariables).toHaveProperty(name === 'INSTITUTIONS_FILE' ? name : bare(name))
    const { why, remedy } = { ...ofVariables, ...ofSecretFiles }[idOf(fault)]
    expect([why, remedy]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)])
  }
})

test('a secret from two places is explained as that, whichever it is', () => {
  const [, ...faults] = messageOf({
    SESSION_SECRET: 's'.repeat(32),
    SESSION_SECRET_FILE: '/nowhere',
  }).split('\n- ')

  expect(faults.filter((fault) => idOf(fault) === 'secret-source')).toHaveLength(2)
})

function bare(name: string): string {
  return name.replace(/_FILE$/, '')
}

function messageOf(variables: Record<string, string>): string {
  try {
    readEnv(variables)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
