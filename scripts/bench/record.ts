import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../project-folder.ts'
import type { Findings } from './part.ts'
import { markdown } from './table.ts'

export type Run = Readonly<{
  /** ISO 8601, in UTC. */
  at: string
  machine: readonly string[]
  isQuick: boolean
  found: readonly Findings[]
}>

const begin = '<!-- npm run bench -- --document: from here -->'
const until = '<!-- to here -->'

/** Keeps the figures of a run, for programs. */
export function keepFindings(run: Run): void {
  mkdirSync(join(projectFolder, '.data'), { recursive: true, mode: 0o700 })
  writeFileSync(join(projectFolder, '.data/bench.json'), json(run))
}

/** Puts a run in the place of the last one in docs/performance.md, and its figures beside it. */
export function writeDocument(run: Run): void {
  const file = join(projectFolder, 'docs/performance.md')
  const [before = '', rest = ''] = readFileSync(file, 'utf8').split(begin)
  const [, after = ''] = rest.split(until)
  const told = [`Measured ${run.at.slice(0, 10)} on:`, '', ...run.machine.map((it) => `- ${it}`)]
  const parts = run.found.map(markdown)
  const text = [begin, told.join('\n'), ...parts, until].join('\n\n')
  writeFileSync(file, `${before}${text}${after}`)
  writeFileSync(join(projectFolder, 'docs/performance.json'), json(run))
}

function json({ at, machine, isQuick, found }: Run): string {
  const parts = found.map(({ title, figures, checks }) => ({ title, figures, checks }))
  return `${JSON.stringify({ at, machine, isQuick, parts }, null, 2)}\n`
}
