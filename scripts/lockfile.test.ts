import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Entry = Readonly<{
  resolved?: string
  integrity?: string
  link?: boolean
  optionalDependencies?: Record<string, string>
}>

const lockfile = join(import.meta.dirname, '../package-lock.json')
const packages: Record<string, Entry> = JSON.parse(readFileSync(lockfile, 'utf8')).packages
const installed = Object.entries(packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && !link,
)

test('every package comes from the registry, and from no address of its own', () => {
  const elsewhere = installed.filter(
    ([, { resolved }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/'),
  )

  expect(installed.length).toBeGreaterThan(100)
  expect(elsewhere.map(([path]) => path)).toEqual([])
})

test('every package is held to its content', () => {
  const unchecked = installed.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))

  expect(unchecked.map(([path]) => path)).toEqual([])
})

// npm leaves out what the registry lacks for other platforms, and npm ci then fails there.
test('every optional package of every platform is there', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isReachable(name, path))
      .map((name) => `${path} wants ${name}`),
  )

  expect(missing).toEqual([])
})

/** As Node.js looks for it: beside the package itself, then in each folder above. */
function isReachable(name: string, path: string): boolean {
  const here = `${path}${path ? '/' : ''}node_modules/${name}`
  if (here in packages) return true
  if (path === '') return false
  const above = path.lastIndexOf('/node_modules/')
  return isReachable(name, above === -1 ? '' : path.slice(0, above))
}
