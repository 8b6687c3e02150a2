import { readFileSync } from 'node:fs'
import { parseArgs, parseEnv } from 'node:util'
import { readEnv } from '../lib/env.ts'
import { end } from './fail.ts'
import { KeyFileFault, readKeyFile } from './key-file.ts'
import { type KeySet, withNewKey } from './key-set.ts'
import { projectFolder } from './project-folder.ts'
import { notYetRegistered } from './setup/client-questions.ts'
import { envFileText } from './setup/env-file.ts'
import { handOver } from './setup/hand-over.ts'
import { type Flags, interview, SetupFault, type Voice } from './setup/interview.ts'
import { keyFile, type Plan, planFor } from './setup/plan.ts'
import type { Answers } from './setup/question.ts'
import { questions } from './setup/questions.ts'
import { rehearse } from './setup/rehearse.ts'
import { openTerminal } from './setup/terminal.ts'
import { usage } from './setup/usage.ts'
import { envFile, filesInTheWay, variablesOf, write } from './setup/write.ts'

/** From a clone to a .env.local that the app starts with, and to what its registration needs. */
async function setup({ yes, print, replace, ...flags }: Options): Promise<void> {
  process.chdir(projectFolder)
  const terminal = yes ? null : openTerminal(() => end('\nNothing was written.', 130))
  const answers = await interview(questions, flags as Flags, terminal)
  const plan = planFor(answers)
  const known = plan.keyAlg ? readKeyFile(keyFile, null) : []
  const keys = plan.keyAlg && known.length === 0 ? newKeys(plan) : known
  const env = rehearse(plan, keys)
  const isSandbox = answers.environment === 'sandbox'

  if (print) {
    const shown = { ...variablesOf(plan), SESSION_SECRET: '' }
    console.log(envFileText(shown, 'SESSION_SECRET is made when this is written.'))
    if (plan.institutions) console.log(`${plan.institutions.path}:`, asJson(plan), '\n')
    if (!isSandbox) console.log(handOver(env, known))
    return terminal?.close()
  }

  if (!replace) await allowReplacing(filesInTheWay(plan), terminal)
  terminal?.close()
  const copies = write(plan, keys, `Made by npm run setup: ${answers.environment}.`)
  readEnv(parseEnv(readFileSync(envFile, 'utf8')))

  console.log(`\n${envFile} is written, and the app can read it.`)
  for (const copy of copies) console.log(`A copy of what was there: ${copy}`)
  if (!isSandbox) console.log(`\n${handOver(env, keys)}`)
  for (const path of unfinished(plan)) {
    console.log(`\nOnce you are registered, replace ${notYetRegistered} in ${path}.`)
  }
  console.log(`\n${whatNext(answers)}`)
}

type Options = ReturnType<typeof understand>

function understand() {
  const flag = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      options: {
        ...Object.fromEntries(questions.map((it) => [it.flag, flag])),
        yes: { type: 'boolean', short: 'y' },
        print: { type: 'boolean' },
        replace: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    // npm takes what stands before `--` for itself; of these, none may be passed over.
    const kept = ['environment', 'print', 'replace'].find((it) => process.env[`npm_config_${it}`])
    if (kept) throw new Error(`npm kept --${kept} to itself: npm run setup -- --${kept}`)
    const { help, ...options } = values
    return help ? end(usage(), 0) : options
  } catch (error) {
    return end(`${error instanceof Error ? error.message : error}\n\n${usage()}`, 2)
  }
}

function newKeys({ keyAlg }: Plan): KeySet {
  return withNewKey([], keyAlg ?? 'ES256', Math.floor(Date.now() / 1000))
}

/** @throws {SetupFault} where nobody agrees */
async function allowReplacing(paths: readonly string[], voice: Voice | null): Promise<void> {
  if (paths.length === 0) return
  const are = `${paths.join(', ')} ${paths.length === 1 ? 'is' : 'are'} there already.`
  voice?.say(`\n${are} A copy of each is kept.`)
  const answer = await voice?.ask('Replace? yes or no [no]: ', { typed: '', unseen: false })
  if (/^y(es)?$/i.test(answer?.trim() ?? '')) return
  throw new SetupFault(`${are} Nothing was written; --replace replaces, and keeps a copy.`)
}

function whatNext(answers: Answers): string {
  if (answers.environment !== 'sandbox') {
    return 'Next: npm run doctor, which checks it against the servers, then npm run dev.'
  }
  const usual = { 'app-url': 'http://localhost:3000', 'sandbox-port': '4400' }
  const names = { 'app-url': 'APP_URL', 'sandbox-port': 'SANDBOX_PORT' }
  const changed = (['app-url', 'sandbox-port'] as const)
    .filter((flag) => answers[flag] !== usual[flag])
    .map((flag) => `${names[flag]}=${answers[flag]} `)
  return [
    'The sandbox knows this client already: nothing to register. Next, in two terminals:',
    `  ${changed.join('')}npm run sandbox`,
    '  npm run dev',
  ].join('\n')
}

/** Files that still lack what a registration brings. */
function unfinished({ variables, secretFiles, institutions }: Plan): readonly string[] {
  const texts: Record<string, string> = {
    [envFile]: JSON.stringify(variables),
    ...(institutions && { [institutions.path]: JSON.stringify(institutions.entries) }),
    ...Object.fromEntries(secretFiles.map(({ path, text }) => [path, text ?? ''])),
  }
  return Object.keys(texts).filter((path) => texts[path]?.includes(notYetRegistered))
}

const asJson = ({ institutions }: Plan) => JSON.stringify(institutions?.entries, null, 2)

try {
  await setup(understand())
} catch (error) {
  if (error instanceof SetupFault) end(error.message, 2)
  if (error instanceof KeyFileFault) end(error.message, 1)
  throw error
}
