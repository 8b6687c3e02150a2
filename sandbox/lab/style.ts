import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LabPage } from './lab.ts'

const style = ['lab.css', 'race/race.css']
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n')

/** What the pages of the lab look like beyond the other pages of the sandbox. */
export const labStyle: LabPage = {
  path: '/lab/style.css',
  name: null,
  answer: (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(style),
}
