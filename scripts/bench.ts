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
}

const usage = `Measures the app against itself without sessions.

  npm run bench                        everything, in eight minutes or so
  npm run bench -- --quick             the same with less patience, for a first look
  npm run bench -- page sign-in        some parts of: ${Object.keys(parts).join(', ')}
  npm run bench -- --document          everything, and writes docs/performance.md anew

Figures go to .data/bench.json. Ends with 1 where one that must hold does not.`

type Asked = Readonly<{ names: readonly string[]; isQuick: boolean; isForDocument: boolean }>

async function bench({ names, isQuick, isForDocument }: Asked): Promise<boolean> {
  console.log('Building the app, and the same app bare …')
  const builds = await makeBuilds()
  const world = await startWorld(builds)
  whenToldToStop(() => void world.stop().then(() => process.exit(1)))
  if (!world.redisUrl) console.log(`${whyNoRedis} Measuring without.`)

  const found: Findings[] = []
  for (const name of names) {
    console.log(`Measuring: ${name} …`)
    const findings = await parts[name]?.(world, isQuick ? efforts.quick : efforts.whole)
    if (!findings) continue
    console.log(`\n${table(findings)}\n`)
    found.push(findings)
  }
  await world.stop()

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
        document: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    if (values.help) end(usage, 0)
    const unknown = positionals.filter((name) => !Object.hasOwn(parts, name))
    if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}.`)
    const names = positionals.length > 0 ? positionals : Object.keys(parts)
    return { names, isQuick: values.quick, isForDocument: values.document }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

process.exit((await bench(readArguments())) ? 0 : 1)
