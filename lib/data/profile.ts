import 'server-only'
import { redirect } from 'next/navigation'
import { hasInstitutionZero } from '#lib/institutions/registry.ts'
import { getEnteredInstitutions, type InstitutionChoice } from './institutions.ts'
import { currentGrants, findViewer, type GrantFacts, requireViewer, type Viewer } from './viewer.ts'

/** Who the person is, and who says so. */
export type Profile = Readonly<{
  viewer: Viewer
  name: string
  email: string | null
  /** Epoch milliseconds. */
  signedInAt: number
  /** Institution Zero; else each institution that was entered without it, as a bank's customer does. */
  sources: readonly ProfileSource[]
  institutions: readonly InstitutionChoice[]
}>

/** What one ID token said. */
export type ProfileSource = Readonly<{
  /** Null for Institution Zero. */
  institutionId: string | null
  issuer: string
  subject: string
  /** Epoch milliseconds. */
  issuedAt: number
  /** Every claim, as text; objects as JSON. */
  claims: readonly Readonly<{ name: string; value: string }>[]
}>

/** The profile of the person in front of the page; sends them to sign in where nobody is. */
export async function getProfile(): Promise<Profile> {
  const grants = await currentGrants()
  const identity = grants.find(({ institutionId }) => institutionId === null)
  const isAtZero = identity !== undefined || (grants.length === 0 && hasInstitutionZero())
  const viewer = isAtZero ? await requireViewer('/profile') : await findViewer()
  if (viewer === null) redirect('/institutions')

  const speaking = identity ? [identity] : grants
  return {
    viewer,
    name: viewer.name,
    email: viewer.email,
    signedInAt: Math.min(...speaking.map(({ authorizedAt }) => authorizedAt)),
    sources: speaking.map(toSource),
    institutions: await getEnteredInstitutions(),
  }
}

function toSource({ institutionId, issuer, subject, claims, authorizedAt }: GrantFacts) {
  return {
    institutionId,
    issuer,
    subject,
    issuedAt: typeof claims.iat === 'number' ? claims.iat * 1000 : authorizedAt,
    claims: Object.entries(claims)
      .filter(([name]) => !checksOnly.has(name))
      .map(([name, value]) => ({ name, value: asText(value) })),
  }
}

/** Claims that bind a token to a request: of use while it is checked, and nobody's business after. */
const checksOnly = new Set(['nonce', 'at_hash', 's_hash', 'c_hash'])

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
