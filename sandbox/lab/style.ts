import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LabPage } from './lab.ts'

const style = readFileSync(join(import.meta.dirname, 'lab.css'), 'utf8')

/** What the pages of the lab look like beyond the other pages of the sandbox. */
export const labStyle: LabPage = {
  path: '/lab/style.css',
  name: null,
  answer: (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(style),
}
