/** How the identity grant is called where an institutionId is expected. No institution may bear it. */
export const zeroId = 'zero'

/** Whether a value could be an institutionId: one path segment of plain characters. */
export function isInstitutionId(value: string): boolean {
  return value !== zeroId && /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/.test(value)
}
