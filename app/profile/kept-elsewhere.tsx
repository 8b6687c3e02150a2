import type { Profile } from '#lib/data/profile.ts'

/** What a person may look for here, and finds at the sign-in service. */
export function KeptElsewhere({ profile }: { profile: Profile }) {
  return (
    <section aria-labelledby="kept-elsewhere" className="mt-12">
      <h2 id="kept-elsewhere">Change your details</h2>
      <p className="mt-2">
        Your name, your password and your second factor are kept by the sign-in service. Foyer can
        only show what it was told when you signed in.
      </p>
      <ul className="mt-4 flex flex-wrap gap-x-8 gap-y-3">
        <li>
          <a href={profile.accountSettingsUrl} rel="external" className="link">
            Name and contact details
          </a>
        </li>
        <li>
          <a href={profile.securitySettingsUrl} rel="external" className="link">
            Password and second factor
          </a>
        </li>
      </ul>
    </section>
  )
}
