import { getEnteredInstitutions } from '#lib/data/institutions.ts'

/** The title of an institution's page: two tabs that show two institutions are told apart by it. */
export async function institutionTitle(title: string, institutionId: string): Promise<string> {
  const entered = await getEnteredInstitutions()
  const institution = entered.find((it) => it.institutionId === institutionId)
  return institution ? `${title} · ${institution.name}` : title
}
