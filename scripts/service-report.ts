import { mkdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { serviceRegistrationFor } from '../lib/data/service/registration.ts'
import { FlowError } from '../lib/errors.ts'
import { institutionApi } from '../lib/institutions/registry.ts'
import { end, words } from './fail.ts'
import { projectFolder } from './project-folder.ts'
import { explain } from './service/advice.ts'
import { institutionFor, takeConfiguration, UsageFault } from './service/configured.ts'
import { progressOn } from './service/progress.ts'
import { readAll } from './service/read-all.ts'
import { onDisk, ReportFault } from './service/report-fault.ts'
import { ReportFile } from './service/report-file.ts'
import { serviceFaults } from './service/service-faults.ts'
import { whenToldToStop } from './told-to-stop.ts'

// To be run as `node --conditions=react-server -- scripts/service-report.ts`: the condition lets it read modules
// of the server.

const help = `npm run service:report -- --institution ID [options]

Reads all users of an institution as its service account, page by page, into a CSV file. It is an
example of a long job without a person: the access token is renewed on the way, a busy server is
waited for, and after a break the same command goes on where it stopped.

The configuration is that of "npm start": the environment, and .env.local for what it leaves open.

Options:
  --institution ID   whose users
  --out PATH         the file; else .data/users-ID.csv in the project's folder, which git
                     does not look at
  --replace          in place of a file of that name
  --help             this text

While it runs there are PATH.part, the lines so far, and PATH.state, how far it has come. The file
itself appears when it is whole. Ctrl-C leaves the two, and so does a crash; remove both to begin
anew. The file holds personal data: only you may read it.

Cells that a spreadsheet would take for a formula get an apostrophe in front.

Exit code 0: the file is whole. 1: it is not, for a reason that is named; the same command goes on.
2: the command or the configuration was not understood. 130: stopped by Ctrl-C.`

const changed =
  'The list changed while it was read: some of it may be older, and some users may have left.'

// npm changes to the project folder; a path means what it meant where it was typed.
const typedIn = process.env.INIT_CWD ?? process.cwd()
const progress = progressOn(process.stderr)

async function run({ institution, out, replace }: ReturnType<typeof understand>): Promise<void> {
  const institutionId = institutionFor(takeConfiguration(), institution) ?? institution
  if (institutionId === undefined) throw new UsageFault(words(serviceFaults['users-unsaid']))

  const { issuer, clientId } = serviceRegistrationFor(institutionId)
  const subject = [institutionId, clientId, issuer, institutionApi(institutionId).baseUrl].join(' ')
  const path = out === undefined ? usualPath(institutionId) : resolve(typedIn, out)
  const file = new ReportFile(path, subject, replace === true)
  const shown = relative(typedIn, path)
  whenToldToStop(() => {
    progress.end()
    end(`Stopped. ${shown} is not there yet; the same command goes on from here.`, 130)
  })
  if (file.place.offset > 0) console.error(`Going on after ${file.count} users.`)

  const keptStill = await readAll(institutionId, file, progress.show)
  file.finish()
  progress.end()
  console.log(`${file.count} users are in ${shown}.`)
  if (!keptStill) console.error(changed)
}

/** Personal data stays out of version control, and out of the sight of others. */
function usualPath(institutionId: string): string {
  const folder = join(projectFolder, '.data')
  onDisk(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }))
  return join(folder, `users-${institutionId}.csv`)
}

function understand() {
  try {
    const { values } = parseArgs({
      options: {
        institution: { type: 'string' },
        out: { type: 'string' },
        replace: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return values.help ? end(help, 0) : values
  } catch (error) {
    return end(`${error instanceof Error ? error.message : error}\n\n${help}`, 2)
  }
}

try {
  await run(understand())
} catch (error) {
  progress.end()
  if (error instanceof UsageFault) end(error.message, 2)
  if (error instanceof ReportFault) end(error.message, 1)
  if (!(error instanceof FlowError)) throw error
  end(`The report is not whole: ${explain(error)}`, 1)
}
