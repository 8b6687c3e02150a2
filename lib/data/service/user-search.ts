import { z } from 'zod'
import { isInstitutionId } from '#lib/institutions/institution-id.ts'
import { type Faults, faultsOf, oneLine } from '../faults.ts'

/** Which users are looked for, as it stands in the address of the page. */
export type UserSearch = Readonly<{ query: string; offset: number }>

/** The same as it was typed, right or wrong; and either what it means, or what is wrong with it. */
export type UserSearchReading = Readonly<
  {
    /** Null where the address names none that there could be. */
    institutionId: string | null
    typed: string
  } & ({ search: UserSearch; faults: null } | { search: null; faults: Faults })
>

const address = z.object({
  institutionId: z
    .string('Name one institution only.')
    .refine((id) => id === '' || isInstitutionId(id), 'No institution has such an id.'),
  query: oneLine(z.string('Search for one text only.'), 100),
  offset: z
    .string('Give one page only.')
    .regex(/^\d{0,6}$/, 'There is no such page of the list.')
    .transform(Number),
})

/** Reads a search from the page's address. Nothing that makes no sense is repaired, or sent anywhere. */
export function readUserSearch(
  parameters: Readonly<Record<string, string | string[] | undefined>>,
): UserSearchReading {
  const { institutionId = '', query = '', offset = '' } = parameters
  const reading = address.safeParse({ institutionId, query, offset })
  const faults = reading.success ? null : faultsOf(reading.error)
  const named = {
    institutionId: faults?.institutionId ? null : first(institutionId) || null,
    typed: first(query),
  }
  return faults === null && reading.data
    ? { ...named, search: { query: reading.data.query, offset: reading.data.offset }, faults }
    : { ...named, search: null, faults: faults ?? {} }
}

const first = (value: string | string[]) => [value].flat()[0] ?? ''
