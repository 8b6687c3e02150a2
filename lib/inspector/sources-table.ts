import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the code says what it does: a name, such as `check institution`, and each file and line that says so. */
export type SourceTable = Readonly<Record<string, readonly string[]>>

const patterns: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/\b(?:check|judged|require)\(\s*'([^']+)'/g, (name) => `check ${name}`],
  [/\bverify\(\s*'([^']+)'/g, (what) => `check signature and claims of the ${what}`],
  [/\bdiffers\(\s*'([^']+)', '([^']+)'/g, (token, claim) => `check ${claim} of the ${token}`],
  [/\bstep\(\s*'([^']+)'/g, (name) => `step ${name}`],
  [/\brecord\(\s*'([^']+)'/g, (name) => `log ${name}`],
  [/\b(?:callOptions|issuerRead)\(\s*'([^']+)'/g, (what) => `call ${what}`],
  [/^export async function (send)\(/gm, () => 'call API'],
]
const handler = /^export (?:const|(?:async )?function) (GET|POST)\b/gm
const page = /^export default (?:async )?function/gm

/** Made when the app is built, from its own files, so that what it says stays true. */
export function sourceTable(project: string): SourceTable {
  const table: Record<string, string[]> = {}
  for (const file of sourceFiles(project)) {
    const text = readFileSync(join(project, file), 'utf8')
    for (const [pattern, nameOf] of patternsFor(file)) {
      for (const { index, 0: found, 1: first = '', 2: second = '' } of text.matchAll(pattern)) {
        const line = text.slice(0, index + found.length).split('\n').length
        const name = nameOf(first, second)
        table[name] = [...(table[name] ?? []), `${file}:${line}`]
      }
    }
  }
  return table
}

function patternsFor(file: string): typeof patterns {
  const route = file.replace(/^app/, '').replace(/\/[^/]+$/, '') || '/'
  if (file.endsWith('/route.ts')) return [...patterns, [handler, (method) => `${method} ${route}`]]
  if (file.endsWith('/page.tsx')) return [[page, () => `GET ${route}`]]
  // `send` is a name that anything may have.
  return file === 'lib/data/api.ts' ? patterns : patterns.slice(0, -1)
}

function sourceFiles(project: string): string[] {
  return ['lib', 'app']
    .filter((folder) => existsSync(join(project, folder)))
    .flatMap((folder) =>
      readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .filter((file) => /\.tsx?$/.test(file) && !isBeside.test(file)),
    )
    .sort()
}

const isBeside = /\.test\.ts$|\/testing\/|^(?:lib|app)\/inspector\//
