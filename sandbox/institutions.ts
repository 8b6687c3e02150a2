/** A fictitious financial institution. */
export type Institution = Readonly<{ institutionId: string; name: string }>

/** What a token is for when no institution was asked for: the person's own profile. */
export const institutionZero = '00000000-0000-4000-8000-000000000000'

export const larkspur = '5d1f3c9a-2b64-4e0a-9c57-1a8e0c6f7b21'
export const juniper = '8a6e0d47-91c3-4f5b-8d2e-63b7f01c4a95'
export const harborAndVale = 'c27b98e4-6f10-4d3a-b5a9-0e84d7f2361c'

/** The institutions that are always there. */
export const institutions: readonly Institution[] = [
  { institutionId: larkspur, name: 'Larkspur Bank' },
  { institutionId: juniper, name: 'Juniper Credit Union' },
  { institutionId: harborAndVale, name: 'Harbor & Vale Trust' },
]
