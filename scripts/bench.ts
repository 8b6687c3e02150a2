import { parseArgs } from 'node:util'
import { makeBuilds } from './bench/builds.ts'
import { machine } from './bench/machine.ts'
import { efforts, type Findings, type Part } from './bench/part.ts'
import { crowds } from './bench/parts/crowds.ts'
import { memory } from './bench/parts/memory.ts'
import { pages, sessions } from './bench/parts/pages.ts'
import { signIns } from './bench/parts/sign-ins.ts'
import { refreshStorms } from './bench/parts/storms.ts'
import { keepFindings, writeDocument } from './bench/record.ts'
import { soak } from './bench/soak/soak.ts'
import { checksTable, table } from './bench/table.ts'
import { startWorld } from './bench/world.ts'
import { end, fail } from './fail.ts'
import { whyNoRedis } from './redis-server.ts'
import { whenToldToStop } from './told-to-stop.ts'

const parts: Readonly<Record<string, Part>> = {
  page: pages,
  session: sessions,
  'sign-in': signIns,
  storm: refreshStorms,
  memory,
  crowd: crowds,
  soak: (world, { soakSeconds }) =>
    soak(world, { seconds: soakSeconds, faultEverySeconds: 10, people: 12 }),
}

const ofAWholeRun = Object.keys(parts).filter((name) => name !== 'soak')

const usage = `Measures the app against itself without sessions.

  npm run bench                        everything, in eight minutes or so
  npm run bench -- --quick             the same with less patience, for a first look
  npm run bench -- page sign-in        some parts of: ${ofAWholeRun.join(', ')}
  npm run bench -- soak --minutes 30   mixed traffic while one thing after another breaks
  npm run bench -- --document          everything, and writes docs/performance.md anew

Figures go to .data/bench.json. Ends with 1 where one that must hold does not.`

type Asked = Readonly<{
  names: readonly string[]
  isQuick: boolean
  isForDocument: boolean
  soakSeconds: number
}>

/** Builds, measures part by part, and tells; answers whether all holds that must. */
async function bench({ names, isQuick, isForDocument, soakSeconds }: Asked): Promise<boolean> {
  console.log('Building the app, and the same app bare …')
  const builds = await makeBuilds()
  const world = await startWorld(builds)
  whenToldToStop(() => void world.stop().then(() => process.exit(1)))
  if (!world.redisUrl) console.log(`${whyNoRedis} Measuring without.`)

  const effort = isQuick ? efforts.quick : efforts.whole
  const found: Findings[] = []
  try {
    for (const name of names) {
      console.log(`Measuring: ${name} …`)
      const findings = await parts[name]?.(world, { ...effort, soakSeconds })
      if (!findings) continue
      console.log(`\n${table(findings)}\n`)
      found.push(findings)
    }
  } finally {
    // Also where a part fails: a server of the bench does not see that nobody is there any more.
    await world.stop()
  }

  const run = { at: new Date().toISOString(), machine: machine(), isQuick, found }
  console.log(`${checksTable(found.flatMap((it) => it.checks))}\n\n${run.machine.join('\n')}`)
  keepFindings(run)
  if (isForDocument) writeDocument(run)
  return found.every(({ checks }) => checks.every(({ holds }) => holds))
}

function readArguments(): Asked {
  try {
    const { values, positionals } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        minutes: { type: 'string', default: '30' },
        document: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    if (values.help) end(usage, 0)
    const unknown = positionals.filter((name) => !Object.hasOwn(parts, name))
    if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}.`)
    const names = positionals.length > 0 ? positionals : ofAWholeRun
    const soakSeconds = Number(values.minutes) * 60
    if (!(soakSeconds > 0)) throw new Error('--minutes needs a number.')
    return { names, isQuick: values.quick, isForDocument: values.document, soakSeconds }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

process.exit((await bench(readArguments())) ? 0 : 1)
