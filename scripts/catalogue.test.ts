import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { variableNames } from '../lib/env.ts'
import { problems } from '../lib/errors/problems.ts'
import { plainRefusals } from '../lib/errors/refusals.ts'
import { scriptRefusals } from '../lib/errors/script-refusals.ts'
import { statusRefusals } from '../lib/errors/status-refusals.ts'
import { catalogue } from './catalogue.ts'
import { ofVariables } from './doctor/findings/variables.ts'
import { errorsDocument, errorsFile } from './errors-document.ts'
import { projectFolder } from './project-folder.ts'
import { usualCauses } from './usual-causes.ts'

// Codes that are thrown have an entry, or nothing compiles; here: what no compiler sees.

const all = Object.values(catalogue).flat()

test('docs/errors.md is what the tables say: node scripts/errors-document.ts', () => {
  expect(readFileSync(errorsFile, 'utf8')).toBe(errorsDocument())
})

test('no code means two things', () => {
  expect(all.map(({ code }) => code)).toEqual([...new Set(all.map(({ code }) => code))])
})

test('every entry says what, why, what to do and whose doing it may be', () => {
  for (const { code, title, why, remedy, whose } of all) {
    expect(title, code).not.toMatch(/[.!]$/)
    expect(why, code).toMatch(/\.$/)
    expect(remedy, code).not.toBe('')
    expect(whose.length, code).toBeGreaterThan(0)
  }
})

test('what a person reads has no jargon, and no exclamation mark', () => {
  const jargon = /!|\b(token|scope|OAuth|OIDC|PKCE|issuer|grant|cookie|redirect|API|HTTP|oops)s?\b/i

  for (const { title, advice } of Object.values(problems)) {
    expect(`${title}. ${advice}`).not.toMatch(jargon)
  }
})

test.each(Object.keys(problems))('%s is thrown by the app', (code) => {
  const throwers = sources('app', 'lib').filter(
    ({ file, text }) => !/^lib\/(errors|inspector)\//.test(file) && text.includes(`'${code}'`),
  )

  expect(throwers.filter(({ text }) => /\bFlowError\b/.test(text))).not.toEqual([])
})

// Who removed the sandbox removed the journeys with it. Who goes through the table reaches any code there is.
test.runIf(existsSync(join(projectFolder, 'e2e')))('every problem is reached by a journey', () => {
  const journeys = sources('e2e').filter(({ text }) => !text.includes('errors/problems'))
  const isReached = ([code, { title }]: [string, { title: string }]) =>
    journeys.some(({ text }) => quotes(text, code) || text.includes(title))

  expect(Object.entries(problems).filter((it) => !isReached(it))).toEqual([])
})

test('every variable is explained, and every finding is found by a check', () => {
  expect(catalogue.variables.map(({ code }) => code)).toEqual(
    expect.arrayContaining([...variableNames]),
  )
  const checks = sources('scripts/doctor').filter(({ file }) => !/\/findings\b/.test(file))
  const isFound = (id: string) => checks.some(({ text }) => text.includes(`'${id}'`))

  expect(catalogue.findings.filter(({ code }) => !isFound(code))).toEqual([])
  expect(checks.some(({ text }) => text.includes('wrong(idOf('))).toBe(true)
  expect(Object.keys(ofVariables).length).toBeGreaterThan(variableNames.length)
})

test('every failure of a command is told by one', () => {
  const commands = sources('scripts').filter(({ file }) => !/-faults\.ts$/.test(file))
  const isTold = (id: string) => commands.some(({ text }) => toldAs(id).test(text))

  expect(catalogue.commands.filter(({ code }) => !isTold(code))).toEqual([])
})

// Those of a feature that a team has removed have no file any more, and do no harm.
const removable = /^app\/(inspector|institutions\/\[institutionId\]\/updates)\//
const gone = ({ answeredBy }: { answeredBy: string }) =>
  removable.test(answeredBy) && !existsSync(join(projectFolder, answeredBy))

test.each([
  ['in words', plainRefusals, (code: string) => `'${code}'`],
  ['to a script', scriptRefusals, (code: string) => `error: '${code}'`],
  // For a page that is not there, Next.js says the status.
  ['by its status', statusRefusals, (_code: string, status: number) => String(status)],
])('every refusal that is told %s is told where it says', (_how, table, mark) => {
  for (const [code, refusal] of Object.entries(table)) {
    if (gone(refusal) || code === 'no-page') continue
    const answering = readFileSync(join(projectFolder, refusal.answeredBy), 'utf8')
    expect(answering).toContain(mark(code, refusal.status))
  }
})

test('a script that is turned away hears of nothing that has no entry', () => {
  const known: Readonly<Record<string, { status: number }>> = {
    ...scriptRefusals,
    ...plainRefusals,
  }
  const told = sources('app', 'lib').flatMap(({ text }) => [
    ...text.matchAll(/json\(\{ error: '([\w-]+)'[^}]*\}, (\d+)/g),
  ])

  expect(told.length).toBeGreaterThan(1)
  for (const [, code = '', status] of told) {
    if (Object.hasOwn(problems, code)) continue
    expect([code, known[code]?.status]).toEqual([code, Number(status)])
  }
})

test('every cause that the guides name leads to entries, and each only once', () => {
  const codes = all.map(({ code }) => code)

  expect(usualCauses.length).toBeGreaterThan(10)
  for (const [cause, named] of usualCauses) {
    expect(named.length, cause).toBeGreaterThan(0)
    expect(codes, cause).toEqual(expect.arrayContaining([...named]))
    expect(named, cause).toEqual([...new Set(named)])
  }
})

function sources(...folders: readonly string[]): readonly { file: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((file) => (folder === 'e2e' ? /\.ts$/ : /^(?!.*\.test\.).*\.tsx?$/).test(file))
      .map((file) => ({ file, text: readFileSync(join(projectFolder, file), 'utf8') })),
  )
}

function quotes(text: string, code: string): boolean {
  return text.includes(`'${code}'`) || text.includes(`/problem/${code}`)
}

function toldAs(id: string): RegExp {
  return new RegExp(`Faults(\\['${id}'\\]|\\.${id})`)
}
