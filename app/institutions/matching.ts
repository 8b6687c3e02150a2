import type { InstitutionChoice } from '#lib/data/institutions.ts'

/** More than a person reads: from here on they search. */
export const shownAtMost = 100

/** The choices whose name contains the query, whatever its case. */
export function matching(
  choices: readonly InstitutionChoice[],
  query: string,
): readonly InstitutionChoice[] {
  const wanted = fold(query)
  return choices.filter(({ name }) => fold(name).includes(wanted))
}

// NFKD takes accents off their letters: "cafe" finds "Café".
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en').trim()
}
