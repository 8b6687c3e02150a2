import { type Child, startChild } from './child.ts'
import { copyProject } from './project-copy.ts'
import { whenToldToStop } from './told-to-stop.ts'

// What a team does on its first day with a real environment: the sandbox goes, with the journeys
// that need it. The app must build and pass its own tests all the same.
const copy = copyProject({ without: ['sandbox', 'e2e'] })
let current: Child | null = null
whenToldToStop(async () => {
  await current?.stop()
  process.exit(1)
})

await run('scripts/build.ts')
await run('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit')

async function run(script: string, ...args: string[]): Promise<void> {
  current = startChild([script, ...args], process.env, 'inherit', copy)
  const exitCode = await current.ended
  if (exitCode !== 0) process.exit(1)
}
