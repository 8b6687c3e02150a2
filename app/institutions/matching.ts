import type { ListedInstitution } from '#lib/data/institutions.ts'

/** The institutions whose name contains the query, whatever its case and accents. */
export function matching(
  institutions: readonly ListedInstitution[],
  query: string,
): readonly ListedInstitution[] {
  const wanted = fold(query)
  return wanted === '' ? institutions : institutions.filter((it) => foldedName(it).includes(wanted))
}

/** Kept as long as what was listed: where a file is the directory, as long as the process. */
const foldedNames = new WeakMap<ListedInstitution, string>()

function foldedName(institution: ListedInstitution): string {
  const folded = foldedNames.get(institution) ?? fold(institution.name)
  foldedNames.set(institution, folded)
  return folded
}

// NFKD takes accents off their letters: "cafe" finds "Café".
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en').trim()
}
