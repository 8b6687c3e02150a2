import type { Viewer } from '#lib/data/viewer.ts'

/** The title of an institution's page: two tabs that show two institutions are told apart by it. */
export function institutionTitle(title: string, { institutionName }: Viewer): string {
  return institutionName === null ? title : `${title} · ${institutionName}`
}
