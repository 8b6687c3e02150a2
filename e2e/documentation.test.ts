import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { all, anchorsIn, codeIn, documents, isThere, linksIn, read, root } from './documents.ts'

const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))

test('every document and every picture is linked from one that people come to first', () => {
  const there = readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && it.name !== 'README.md')
    .map((it) => join(it.parentPath, it.name).slice(root.length + 1))
  const linked = ['README.md', 'docs/README.md'].flatMap((document) =>
    linksIn(document).map((to) => join(dirname(document), to)),
  )

  expect(there.filter((file) => !linked.includes(file))).toEqual([])
})

test.each(documents)('no link of %s leads nowhere', (document) => {
  expect(linksIn(document).filter((to) => !leadsSomewhere(document, to))).toEqual([])
})

test.each(documents)('%s names no file that is not there', (document) => {
  const places = (path: string) => [path, join(dirname(document), path)]
  const isSomewhere = (path: string) =>
    places(path).some(isThere) || files.some((file) => file.endsWith(`/${path}`))

  expect(
    codeIn(document)
      .filter(namesFile)
      .filter((path) => !isSomewhere(path)),
  ).toEqual([])
})

test('every command in a document is there, and knows its options', () => {
  const asked = documents.flatMap((document) => commandsIn(codeIn(document).join('\n')))
  const helped = new Set(asked.filter(({ options }) => options.length > 0).map(({ name }) => name))
  const helps = new Map([...helped].map((name) => [name, helpOf(name)]))
  const isKnown = ({ name, options }: (typeof asked)[number]) =>
    name in scripts && options.every((option) => helps.get(name)?.includes(option))

  expect(asked.length).toBeGreaterThan(40)
  expect(asked.filter((it) => !isKnown(it)).map(({ whole }) => whole)).toEqual([])
})

test('every step of npm test in a document is there', () => {
  const steps = documents.flatMap((it) => all(read(it), /npm test -- ([a-z-]+)/g))

  const stepsOfTest = all(read('scripts/test.ts'), /^ {2}'?([a-z-]+)'?: '/gm)

  expect(steps.length).toBeGreaterThan(2)
  expect(steps.filter((step) => !stepsOfTest.includes(step))).toEqual([])
})

test.each(documents)('%s names no variable that nothing reads', (document) => {
  const names = codeIn(document).flatMap((it) => all(it, /\b([A-Z][A-Z\d]*_[A-Z\d_]*[A-Z\d])\b/g))
  // Those of Node.js and of libraries are read there.
  const ours = names.filter((name) => !/^(?:OTEL|UV|CERT)_/.test(name))

  expect(ours.filter((name) => !code.includes(name.replace(/_FILE$/, '')))).toEqual([])
})

test('the README explains every command, and every variable', () => {
  const commands = Object.keys(scripts).filter(
    (it) => scripts[it]?.includes('scripts/') && !it.startsWith('test:'),
  )
  const explained = codeIn('README.md')
  const isExplained = (name: string) =>
    [name, `npm run ${name}`, `npm ${name}`].some((it) => explained.includes(it))

  const variables = all(read('.env.example'), /^(\w+)=/gm)
  expect([...commands, ...variables].filter((it) => !isExplained(it))).toEqual([])
})

const knowsHelp = [
  'demo',
  'dev',
  'setup',
  'keys',
  'doctor',
  'service:token',
  'service:report',
  'bench',
]
const folders = ['app', 'lib', 'scripts', 'sandbox', 'e2e', '.ci', '.github']
const files = [
  ...['.env.example', 'instrumentation.ts', 'front-door.ts', 'Dockerfile', 'next.config.js'],
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((it) => it.isFile())
      .map((it) => join(it.parentPath, it.name).slice(root.length + 1)),
  ),
]
const code = files.map(read).join('\n')

/** `lib/env.ts`, `lib/data`, `front-door.ts`; not `/auth/callback`, nor what the app writes itself. */
function namesFile(word: string): boolean {
  const [first = '', ...more] = word.split('/')
  const isBelow =
    first !== '' &&
    more.length > 0 &&
    /^[\w./[\]-]+$/.test(word) &&
    isThere(first) &&
    first !== '.data'
  return isBelow || /^[\w-]+(?:\.test|\.spec)?\.(?:tsx?|md|yml)$/.test(word)
}

function leadsSomewhere(document: string, to: string): boolean {
  if (/^[a-z]+:/.test(to)) return URL.canParse(to) && /^(https:|mailto:)/.test(to)
  const [path = '', anchor] = to.split('#')
  const target = path === '' ? document : join(dirname(document), path)
  if (!isThere(target)) return false
  return anchor === undefined || anchorsIn(target).includes(anchor)
}

/** `npm start`, `npm run keys -- new --service`: with the options that it is given, but `--help`. */
function commandsIn(text: string) {
  const commands = text.matchAll(/npm (?:run ([\w:]+)|(start|test))(?: -- ([^\n&#]*))?/g)
  return [...commands].map(([whole, script, own, rest = '']) => ({
    whole,
    name: script ?? own ?? '',
    options: (rest.match(/--[\w-]+/g) ?? []).filter((option) => option !== '--help'),
  }))
}

/** What a command says of itself: one that knows no `--help` would be run for good. */
function helpOf(name: string): string {
  if (!knowsHelp.includes(name)) return ''
  const [, command = ''] = (scripts[name] ?? '').split('&& ')
  const help = spawnSync(`${command} --help`, { cwd: root, shell: true, encoding: 'utf8' })
  return help.stdout + help.stderr
}
