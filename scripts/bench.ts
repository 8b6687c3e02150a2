import { parseArgs } from 'node:util'
import { makeBuilds } from './bench/builds.ts'
import { efforts, type Findings, type Part } from './bench/part.ts'
import { memory } from './bench/parts/memory.ts'
import { pages, sessions } from './bench/parts/pages.ts'
import { signIns } from './bench/parts/sign-ins.ts'
import { refreshStorms } from './bench/parts/storms.ts'
import { checksTable, table } from './bench/table.ts'
import { startWorld } from './bench/world.ts'
import { fail } from './fail.ts'

const parts: Readonly<Record<string, Part>> = {
  page: pages,
  session: sessions,
  'sign-in': signIns,
  storm: refreshStorms,
  memory,
}

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean' } },
  allowPositionals: true,
})
const names = positionals.length > 0 ? positionals : Object.keys(parts)
const effort = values.quick ? efforts.quick : efforts.whole

console.log('Building the app, and its bare counterpart …')
const world = await startWorld(await makeBuilds())
process.once('SIGINT', () => world.stop().then(() => process.exit(1)))

const found: Findings[] = []
for (const name of names) {
  const part = parts[name] ?? fail(`There is no part ${name}.`)
  console.log(`Measuring: ${name} …`)
  const findings = await part(world, effort)
  console.log(`\n${table(findings)}\n`)
  found.push(findings)
}
await world.stop()

const checks = found.flatMap((it) => it.checks)
console.log(`${checksTable(checks)}\n`)
process.exit(checks.every(({ holds }) => holds) ? 0 : 1)
