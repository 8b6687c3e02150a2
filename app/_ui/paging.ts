/** The place of a page in its list, and the offsets of its neighbours; null where there is none. */
export type Paging = Readonly<{
  /** "1–25 of 41" */
  range: string
  previousOffset: number | null
  nextOffset: number | null
}>

/** Where one page of a list stands in the whole. `count` is how many rows this page really has. */
export function paging(
  page: Readonly<{ offset: number; limit: number; total: number; count: number }>,
): Paging {
  const { offset, limit, total, count } = page
  const end = offset + count

  return {
    range: count === 0 ? `0 of ${total}` : `${offset + 1}–${end} of ${total}`,
    previousOffset: offset > 0 ? Math.max(0, Math.min(offset, total) - limit) : null,
    nextOffset: count > 0 && end < total ? end : null,
  }
}

/** The title of a page of a list: two pages of one list are told apart by it, and by ear. */
export function listTitle(title: string, search: Readonly<{ offset: number }> | null): string {
  return search !== null && search.offset > 0 ? `${title}, from ${search.offset + 1}` : title
}
