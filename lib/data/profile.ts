import 'server-only'
import { FlowError } from '#lib/errors.ts'
import { getEnteredInstitutions, type InstitutionChoice } from './institutions.ts'
import { currentGrants, requireViewer } from './viewer.ts'

/** What Institution Zero told us about the person, and where they change it. */
export type Profile = Readonly<{
  name: string
  email: string | null
  subject: string
  issuer: string
  /** Epoch milliseconds: of the sign-in, and of the newest ID token. */
  signedInAt: number
  issuedAt: number
  /** Every claim of the ID token, as text; objects as JSON. */
  claims: readonly Readonly<{ name: string; value: string }>[]
  accountSettingsUrl: string
  securitySettingsUrl: string
  institutions: readonly InstitutionChoice[]
}>

/** The profile of the person in front of the page; sends them to sign in where nobody is. */
export async function getProfile(): Promise<Profile> {
  const viewer = await requireViewer('/profile')
  const grant = (await currentGrants()).find((it) => it.institutionId === null)
  if (!grant) throw new FlowError('session-over', 'the identity grant went away')

  const { origin } = new URL(grant.issuer)
  const { iat } = grant.claims
  return {
    name: viewer.name,
    email: viewer.email,
    subject: grant.subject,
    issuer: grant.issuer,
    signedInAt: grant.authorizedAt,
    issuedAt: typeof iat === 'number' ? iat * 1000 : grant.authorizedAt,
    claims: Object.entries(grant.claims)
      .filter(([name]) => !checksOnly.has(name))
      .map(([name, value]) => ({ name, value: asText(value) })),
    accountSettingsUrl: `${origin}/account-settings`,
    securitySettingsUrl: `${origin}/account-settings/security`,
    institutions: await getEnteredInstitutions(),
  }
}

/** Claims that bind a token to a request: of use while it is checked, and nobody's business after. */
const checksOnly = new Set(['nonce', 'at_hash', 's_hash', 'c_hash'])

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
