import { Moment } from '#app/_ui/moment.tsx'
import type { Profile } from '#lib/data/profile.ts'

/** What Institution Zero is for: it says who somebody is, and opens no institution. */
export function Claims({ profile }: { profile: Profile }) {
  return (
    <section aria-labelledby="claims" className="mt-12">
      <h2 id="claims">What the sign-in service told Foyer</h2>
      <p className="mt-2">
        Signing in is done at Institution Zero: it says who you are, and opens no institution’s
        data. These are the claims of its ID token, issued <Moment at={profile.issuedAt} />.
      </p>
      <dl className="mt-4 border-line border-b text-small">
        <Claim name="iss" value={profile.issuer} />
        <Claim name="sub" value={profile.subject} />
        {profile.claims
          .filter(({ name }) => name !== 'iss' && name !== 'sub')
          .map(({ name, value }) => (
            <Claim key={name} name={name} value={value} />
          ))}
      </dl>
    </section>
  )
}

function Claim({ name, value }: { name: string; value: string }) {
  return (
    <div className="wrap-anywhere gap-6 border-line border-t py-2 font-mono sm:grid sm:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="text-ink-soft">
        <bdi>{name}</bdi>
      </dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}
