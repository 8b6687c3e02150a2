import { expect, test } from 'vitest'
import { parseCsv } from '../../lib/testing/csv.ts'
import { heading, idIn, userLine } from './user-lines.ts'

const user = {
  userId: 'u-1',
  userActive: true,
  firstName: 'Wren',
  middleInitial: null,
  lastName: 'Baker',
  businessName: null,
  email: null,
  primaryInstitutionUsername: null,
  userType: 'Individual',
  userAdded: null,
  userModified: null,
}

test.each(['plain', 'with, comma', '"quoted"', '=1+1', '\t=1+1', 'a\r\nb', 'a\u2028other-id,b'])(
  'a user called %j is one line, whose id can be read back, and no formula',
  (text) => {
    const line = userLine({ ...user, userId: text, firstName: text, lastName: text })
    const [columns, cells = []] = parseCsv(heading + line)

    expect(line.slice(0, -2)).not.toMatch(/[\r\n\u2028\u2029]/)
    expect(cells).toHaveLength(columns?.length ?? 0)
    expect(parseCsv(`${idIn(line)}\r\n`)).toEqual([[cells[0]]])
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/)
  },
)
