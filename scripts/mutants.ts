import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fail } from './fail.ts'
import { copyProject } from './project-copy.ts'
import { redisForTests, whyNoRedis } from './redis-server.ts'
import { whenToldToStop } from './told-to-stop.ts'

// Breaks the code that tokens and sessions rest on, in thousands of small ways, and asks of each whether
// a test notices. With Stryker, which is fetched when it is asked for: no dependency of the project's, and
// no part of `npm test`, because it takes longer than all of that. docs/mutants.md tells what was found.

/** Exactly these: another version knows other ways to break things. */
const packages = ['@stryker-mutator/core@10.1.1', '@stryker-mutator/vitest-runner@10.1.1']
/** Each folder is judged by the tests that stand in it. */
const folders: Readonly<Record<string, string>> = {
  oauth: 'lib/oauth',
  session: 'lib/session',
  stores: 'lib/session/stores',
}
/** Per cent of the mutants of each folder; with fewer found, the command fails. */
const least = 80

async function mutants(names: readonly string[]): Promise<void> {
  const known = Object.keys(folders)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) fail(`There is no ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  const redis = await redisForTests()
  if (!redis) return fail(whyNoRedis)

  const copy = copyProject()
  const scores: boolean[] = []
  for (const [name, folder] of Object.entries(folders)) {
    if (names.length > 0 && !names.includes(name)) continue
    console.log(`\n── ${folder}`)
    scores.push(await stryker(copy, settings(folder), redis.url))
  }
  await redis.stop()
  process.exit(scores.every(Boolean) ? 0 : 1)
}

function settings(folder: string) {
  return {
    mutate: [`${folder}/*.ts`, '!**/*.{test,contract}.ts'],
    testRunner: 'vitest',
    vitest: { configFile: 'scripts/mutants/vitest.config.ts', dir: folder, related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    reporters: ['clear-text', 'progress'],
    // It would warn that it overwrites files: they are a copy's, and gone afterwards.
    inPlace: true,
    logLevel: 'warn',
    clearTextReporter: { reportTests: false, logTests: false },
    thresholds: { high: 90, low: least, break: least },
    concurrency: availableParallelism(),
    // On a busy machine, a slow test is not to pass for one that never ends.
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 15,
  }
}

/** @returns whether enough was found */
async function stryker(cwd: string, options: object, redisUrl: string): Promise<boolean> {
  const file = 'stryker.config.json'
  writeFileSync(join(cwd, file), JSON.stringify(options))
  const fetched = packages.flatMap((it) => ['--package', it])
  const child = spawn('npx', ['--yes', ...fetched, 'stryker', 'run', file], {
    cwd,
    env: { ...process.env, REDIS_URL: redisUrl },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [exitCode] = await once(child, 'close')
  return exitCode === 0
}

whenToldToStop(() => process.exit(1))
await mutants(process.argv.slice(2))
