import { csvLine, harmless } from '../../lib/csv.ts'
import type { User } from '../../lib/data/service/users.ts'

const columns = {
  'User id': 'userId',
  'First name': 'firstName',
  'Middle initial': 'middleInitial',
  'Last name': 'lastName',
  Business: 'businessName',
  Kind: 'userType',
  Username: 'primaryInstitutionUsername',
  'E-mail': 'email',
  Active: 'userActive',
  Added: 'userAdded',
  Modified: 'userModified',
} as const satisfies Record<string, keyof User>

export const heading = csvLine(Object.keys(columns))

/** One user as one line of the file, whatever their name is. */
export function userLine(user: User): string {
  return csvLine(Object.values(columns).map((name) => cell(user[name])))
}

/** What a line says in its first column: the user's id, as it is written there. */
export function idIn(line: string): string {
  return /^"(?:[^"]|"")*"|^[^,]*/.exec(line)?.[0] ?? ''
}

function cell(value: string | boolean | null): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  // A reader of lines counts more as a line break than CSV does.
  return harmless((value ?? '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
}
