import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { commandFaults } from './command-faults.ts'
import { fail, words } from './fail.ts'
import { projectFolder } from './project-folder.ts'

/** What `npm test` runs, in this order. */
const steps: Record<string, string> = {
  format: 'biome format',
  lint: 'biome lint --error-on-warnings',
  types: 'next typegen && tsc --noEmit',
  unit: 'vitest run --project unit',
  integration: 'vitest run --project integration',
  build: 'node scripts/build.ts',
  journeys: 'node scripts/journeys.ts',
  'make-it-yours': 'node scripts/make-it-yours.ts',
}

/** Builds the project four times over, so CI asks for it beside all others. */
const onlyByName = ['make-it-yours']

/** Who removed the sandbox, and the journeys with it, has nothing to run here. */
const needSandbox = ['integration', 'journeys', 'make-it-yours']

type Outcome = Readonly<{ name: string; passed: boolean; seconds: number }>

/** Runs the steps that were named, or all, up to the first that fails. */
async function test(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(steps, name))
  if (unknown.length > 0) {
    fail(
      words(commandFaults['no-such-step'], {
        names: unknown.join(', '),
        steps: Object.keys(steps).join(', '),
      }),
    )
  }

  const outcomes: Outcome[] = []
  for (const [name, command] of Object.entries(steps)) {
    if (names.length > 0 ? !names.includes(name) : onlyByName.includes(name)) continue
    if (needSandbox.includes(name) && !existsSync(join(projectFolder, 'e2e'))) {
      console.log(`\n── ${name} · left out: it needs the sandbox, which is gone`)
      continue
    }
    console.log(`\n── ${name} · ${command}`)
    const startedAt = performance.now()
    const passed = (await run(command)) === 0
    outcomes.push({ name, passed, seconds: (performance.now() - startedAt) / 1000 })
    if (!passed) break
  }

  console.log(`\n${outcomes.map(row).join('\n')}\n`)
  const failed = outcomes.filter(({ passed }) => !passed).length
  console.log(`${outcomes.length - failed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

function row({ name, passed, seconds }: Outcome): string {
  return `${passed ? 'passed' : 'FAILED'}  ${name.padEnd(15)}  ${seconds.toFixed(1).padStart(6)} s`
}

async function run(command: string): Promise<number | null> {
  const tools = join(projectFolder, 'node_modules/.bin')
  const child = spawn(command, {
    cwd: projectFolder,
    env: {
      NEXT_TELEMETRY_DISABLED: '1',
      // The same app and scripts are started some hundred times, and need not be compiled each time.
      NODE_COMPILE_CACHE: join(projectFolder, 'node_modules/.cache/compile'),
      ...process.env,
      PATH: `${tools}${delimiter}${process.env.PATH}`,
    },
    shell: true,
    stdio: 'inherit',
  })
  return new Promise((resolve) => child.once('exit', resolve))
}

await test(process.argv.slice(2))
