import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs, parseEnv } from 'node:util'
import { FlowError } from '../lib/errors.ts'
import { checks } from './doctor/checks.ts'
import { countOf, examine } from './doctor/examine.ts'
import { admit, type Patient, type Wishes } from './doctor/patient.ts'
import { asJson, asText } from './doctor/report.ts'
import { end } from './fail.ts'
import { projectFolder } from './project-folder.ts'

// To be run as `node --conditions=react-server -- scripts/doctor.ts`: the condition lets it read modules of
// the server, and the bare dashes keep Node.js from taking --env-file for an option of its own.

const help = `npm run doctor -- [options]

Examines a configuration and changes nothing: not here, and not at the servers it calls. Nobody is
signed in. For every finding it says what is wrong, why it matters and what to do.

Without options it takes the configuration that "npm start" would take: the environment, and
.env.local for what the environment leaves open.

Options:
  --env-file PATH       another file than .env.local
  --institution ID      this institution only; without it, the first ten servers are called
  --offline             calls no server
  --json                tells a program what was found
  --help                this text

What it looks at:
${checks.map(({ name, looksAt }) => `  ${name.padEnd(22)}${looksAt}`).join('\n')}

Exit code 0: no fault, though there may be warnings. 1: a fault. 2: the command was not understood.

docs/doctor.md says which of the usual stumbling blocks it finds, and which it cannot.`

const options = understand()
const patient = admitted(options)
const findings = await examine(patient)
const { stdout } = process
const isColoured = stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
// Some terminals say that they have no columns at all.
const columns = Math.max(40, Math.min(stdout.columns || 100, 100))
console.log(options.json ? asJson(findings) : asText(findings, { columns, isColoured }))
process.exitCode = countOf(findings, 'fault') > 0 ? 1 : 0

function understand() {
  try {
    const { values } = parseArgs({
      options: {
        'env-file': { type: 'string' },
        institution: { type: 'string' },
        offline: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return values.help ? end(help, 0) : values
  } catch (error) {
    return end(`${error instanceof Error ? error.message : error}\n\n${help}`, 2)
  }
}

/** The configuration as the app would read it: what the environment says wins over the file. */
function admitted({
  'env-file': given,
  institution,
  offline,
}: ReturnType<typeof understand>): Patient {
  // npm changes to the project folder; a path means what it meant where it was typed.
  const typedIn = process.env.INIT_CWD ?? process.cwd()
  const file = given === undefined ? resolve(projectFolder, '.env.local') : resolve(typedIn, given)
  const isThere = existsSync(file)
  if (given !== undefined && !isThere) end(`There is no file ${file}.`, 2)
  process.chdir(projectFolder)

  const wishes: Wishes = {
    files: isThere ? [file] : [],
    isOffline: offline === true,
    institutionId: institution ?? null,
  }
  const fromFile = isThere ? parseEnv(readFileSync(file, 'utf8')) : {}
  try {
    return admit({ ...fromFile, ...process.env }, wishes)
  } catch (error) {
    if (!(error instanceof FlowError)) throw error
    return end(`--institution: ${error.message}.`, 2)
  }
}
