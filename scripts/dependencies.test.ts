import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Packages = Readonly<Record<string, string>>
type Manifest = Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies' | 'overrides', Packages>
>

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8')
const sandbox = 'sandbox/package.json'
const hasSandbox = existsSync(join(import.meta.dirname, '..', sandbox))
const app: Manifest = JSON.parse(read('package.json'))
const { dependencies = {}, devDependencies = {} }: Partial<Manifest> = hasSandbox
  ? JSON.parse(read(sandbox))
  : {}

const chapters = new Map(
  read('docs/dependencies.md')
    .split(/^## /m)
    .map((chapter) => [chapter.split('\n')[0], chapter]),
)

const tables: [string, Packages][] = [
  ['The app', { ...app.dependencies, ...app.optionalDependencies }],
  ['Development', app.devDependencies],
  ['Overrides', app.overrides],
]
if (hasSandbox) tables.push(['The sandbox', { ...dependencies, ...devDependencies }])

test.each(tables)(
  'docs/dependencies.md gives a reason for each package of “%s”, and for no other',
  (name, all) => {
    const named = packagesIn(chapters.get(name) ?? '')
    const isNamed = (one: string) => named.some((pattern) => matches(pattern, one))
    const isThere = (pattern: string) => Object.keys(all).some((one) => matches(pattern, one))

    expect(Object.keys(all).filter((one) => !isNamed(one))).toEqual([])
    expect(named.filter((pattern) => !isThere(pattern))).toEqual([])
  },
)

test('every version is exact', () => {
  const { dependencies: own, devDependencies: dev, optionalDependencies: optional } = app
  const versions = [own, dev, optional, app.overrides, dependencies, devDependencies].flatMap(
    Object.entries<string>,
  )

  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('no package runs anything while it is installed', () => {
  const { packages }: { packages: Record<string, { hasInstallScript?: boolean }> } = JSON.parse(
    read('package-lock.json'),
  )

  expect(Object.keys(packages).filter((path) => packages[path]?.hasInstallScript)).toEqual([])
})

/** What stands in code in the first cell of each row that has a reason in its second. */
function packagesIn(chapter: string): string[] {
  const rows = chapter.matchAll(/^\| (`[^|]+) \| [^|]*\w[^|]* \|/gm)
  return [...rows].flatMap(([, cell = '']) =>
    [...cell.matchAll(/(?<=`)[^`, ]+(?=`)/g)].map(([name]) => name),
  )
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}
