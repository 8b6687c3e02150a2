import { type Paging, paging } from '#app/_ui/paging.ts'
import {
  getEnteredInstitutions,
  getInstitutions,
  type InstitutionChoice,
} from '#lib/data/institutions.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { matching } from './matching.ts'
import type { PickerSearch } from './picker-search.ts'

/** What the picker shows of the directory. */
export type PickerPage = Readonly<{
  choices: readonly InstitutionChoice[]
  /** How many the search finds, and how many there are. */
  found: number
  total: number
  paging: Paging
}>

const pageSize = 25

/**
 * A page of the institutions that the directory lists and the search finds. However many there are, only
 * those on the page are more than looked at.
 *
 * @throws {FlowError} `api-unavailable` · `not-permitted` · `session-over`
 */
export async function getPickerPage(
  viewer: Viewer | null,
  { query, offset }: PickerSearch,
): Promise<PickerPage> {
  const listed = await getInstitutions(viewer)
  const found = matching(listed, query)
  const entered = await getEnteredInstitutions()
  const enteredAt = new Map(entered.map((it) => [it.institutionId, it.enteredAt]))
  const choices = found
    .slice(offset, offset + pageSize)
    .map((it) => ({ ...it, enteredAt: enteredAt.get(it.institutionId) ?? null }))

  return {
    choices,
    found: found.length,
    total: listed.length,
    paging: paging({ offset, limit: pageSize, total: found.length, count: choices.length }),
  }
}
