import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { all, isPath, isThere, prose, read, root } from './documents.ts'

// What the documents on security say of tests, held against the tests.

const requirements = 'docs/security-requirements.md'
const documents = ['SECURITY.md', 'docs/threat-model.md', requirements]

test.each(documents)('%s names no test that is not there', (document) => {
  const gone = testsIn(prose(document)).filter(({ file, title }) => !titlesIn(file).includes(title))

  expect(gone).toEqual([])
})

test('every requirement has its row, once', () => {
  const [, asvs = ''] = read(requirements).split('## OWASP ASVS')
  const counts = { 3.3: 5, 7.1: 3, 7.2: 4, 7.3: 2, 7.4: 5, 7.5: 3, 7.6: 2, 9.1: 3, 9.2: 4 }
  const more = { 10.1: 2, 10.2: 3, 10.3: 5, 10.4: 16, 10.5: 5, 10.6: 2, 10.7: 3 }
  const expected = Object.entries({ ...counts, ...more }).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, at) => `${section}.${at + 1}`),
  )

  expect(all(asvs, /^\| (\d+\.\d+\.\d+) \|/gm).toSorted()).toEqual(expected.toSorted())
})

test('what is said to be met names a file and a test', () => {
  const rows = all(read(requirements), /^\| (§?\d[^\n]+) \|$/gm).map((row) => row.split(' | '))
  const verdicts = ['met', 'in part', 'not met', 'deployer', 'server', 'n/a']
  const isProved = ([, , , where = '', shown = '']: string[]) =>
    all(where, /`([^`]+)`/g).some(isPath) && testsIn(shown).length > 0

  expect(rows.length).toBeGreaterThan(90)
  expect(rows.filter(([, , verdict = '']) => !verdicts.includes(verdict))).toEqual([])
  expect(rows.filter((row) => ['met', 'in part'].includes(row[2] ?? '') && !isProved(row))).toEqual(
    [],
  )
})

test('whatever changes something is asked for by a page of ours, or by an issuer', () => {
  const handlers = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('route.ts'))
    .map((path) => `app/${path.replaceAll('\\', '/')}`)
    .filter((path) => /export .*\b(?:POST|PUT|PATCH|DELETE)\b/.test(read(path)))
  const isGuarded = (path: string) => /\bstateChange\(/.test(read(path) + helpersOf(path))

  expect(handlers.length).toBeGreaterThan(4)
  expect(handlers.filter((path) => !isGuarded(path))).toEqual([
    'app/auth/backchannel-logout/route.ts',
  ])
})

function helpersOf(path: string): string {
  return all(read(path), /from '#(app\/[^']+)'/g)
    .map(read)
    .join('\n')
}

/** In these documents, what stands in quotation marks behind a file is the title of a test in it. */
function testsIn(text: string) {
  return text.split('\n').flatMap((line) => {
    let file = 'no file'
    return [...line.matchAll(/`([^`]+)`|"([^"]+)"/g)].flatMap(([, path, title]) => {
      if (path !== undefined && isPath(path)) file = path
      return title === undefined ? [] : [{ file, title }]
    })
  })
}

/** The titles of a file's tests, with … for what is filled in. */
function titlesIn(file: string): string[] {
  if (!isThere(file)) return []
  return [...read(file).matchAll(titled)].map(([, , title = '']) =>
    title.replace(/\\(.)/g, '$1').replace(/\$\{[^}]*\}|\$\w+|%[sdij]/g, '…'),
  )
}

/** `test('…', () =>`, or what is behind the table of a `test.each`. */
const titled = /(?:\btest|\))\(\s*(['"`])((?:\\.|(?!\1).)+)\1,\s*(?:async\b|\()/g
