import type { Profile } from '#lib/data/profile.ts'
import { sourceName } from './source-name.ts'

/** What a person may look for here, and finds where they sign in. */
export function KeptElsewhere({ profile }: { profile: Profile }) {
  const [first] = profile.sources
  const isAtZero = first?.institutionId === null

  return (
    <section aria-labelledby="kept-elsewhere" className="mt-12">
      <h2 id="kept-elsewhere">Change your details</h2>
      <p className="mt-2">
        Your name, your password and your second factor are kept{' '}
        {isAtZero ? 'by the sign-in service' : 'by your bank'}. Foyer can only show what it was told
        when you signed in.
      </p>
      <ul className="mt-4 flex flex-wrap gap-x-8 gap-y-3">
        {isAtZero ? <Settings issuer={first.issuer} /> : <Sites profile={profile} />}
      </ul>
    </section>
  )
}

/** Addresses of Jack Henry Identity's own pages. */
function Settings({ issuer }: { issuer: string }) {
  return (
    <>
      <Elsewhere href={new URL('/account-settings', issuer).href}>
        Name and contact details
      </Elsewhere>
      <Elsewhere href={new URL('/account-settings/security', issuer).href}>
        Password and second factor
      </Elsewhere>
    </>
  )
}

/** A bank's customers change their details in its online banking, which is where its issuer is. */
function Sites({ profile }: { profile: Profile }) {
  return profile.sources.map((source) => (
    <Elsewhere key={source.issuer} href={new URL(source.issuer).origin}>
      Online banking of {sourceName(profile, source)}
    </Elsewhere>
  ))
}

function Elsewhere({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <li>
      <a href={href} rel="external" className="link">
        {children}
      </a>
    </li>
  )
}
