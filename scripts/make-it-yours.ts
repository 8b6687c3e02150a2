import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyEdit, type Chapter, chaptersOf, writeListing } from './chapters.ts'
import { type Child, startChild } from './child.ts'
import { fail } from './fail.ts'
import { copyProject } from './project-copy.ts'
import { projectFolder } from './project-folder.ts'
import { whenToldToStop } from './told-to-stop.ts'

// Does what docs/make-it-yours.md says in copies of the project, and tests what comes out of it: what changes
// or adds something in one, each deletion in one of its own. With a word behind it, only where a title has it.
const [word = ''] = process.argv.slice(2)
const chapters = chaptersOf(readFileSync(join(projectFolder, 'docs/make-it-yours.md'), 'utf8'))
const isDeletion = ({ title }: Chapter) => title.startsWith('Delete ')
const plans = [
  chapters.filter((it) => !isDeletion(it)),
  ...chapters.filter(isDeletion).map((it) => [it]),
]

let current: Child | null = null
whenToldToStop(async () => {
  await current?.stop()
  process.exit(1)
})

for (const plan of plans.filter((it) => it.some(({ title }) => title.includes(word)))) {
  const copy = copyProject()
  for (const chapter of plan) {
    console.log(`\n── ${chapter.title}`)
    follow(chapter, copy)
  }
  const steps = ['format', 'lint', 'types', 'unit', 'build']
  current = startChild(['scripts/test.ts', ...steps], process.env, 'inherit', copy)
  if ((await current.ended) !== 0) process.exit(1)
}

function follow({ blocks }: Chapter, copy: string): void {
  for (const { kind, text } of blocks) {
    if (kind === 'sh') run(text, copy)
    else if (kind === 'diff') applyEdit(text, copy)
    else writeListing(text, copy)
  }
}

/** As a reader would; but nothing is fetched, since all it takes is there. */
function run(commands: string, copy: string): void {
  const npm = { npm_config_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' }
  const { status } = spawnSync('bash', ['-euo', 'pipefail', '-c', commands], {
    cwd: copy,
    env: { ...process.env, ...npm },
    stdio: 'inherit',
  })
  if (status !== 0) fail(`docs/make-it-yours.md has commands that fail:\n${commands}`)
}
