import { Moment } from '#app/_ui/moment.tsx'
import type { Profile, ProfileSource } from '#lib/data/profile.ts'
import { sourceName } from './source-name.ts'

/** What one ID token said. Institution Zero's says who somebody is; a bank's opens the bank as well. */
export function Claims({ profile, source }: ClaimsProps) {
  const { institutionId, issuer, subject, issuedAt, claims } = source
  const id = `claims-${institutionId ?? 'zero'}`

  return (
    <section aria-labelledby={id} className="mt-12">
      <h2 id={id}>
        What <bdi>{sourceName(profile, source)}</bdi> told Foyer
      </h2>
      <p className="mt-2">
        {institutionId === null &&
          'Signing in is done at Institution Zero: it says who you are, and opens no institution’s data. '}
        These are the claims of its ID token, issued <Moment at={issuedAt} />.
      </p>
      <dl className="mt-4 border-line border-b text-small">
        <Claim name="iss" value={issuer} />
        <Claim name="sub" value={subject} />
        {claims
          .filter(({ name }) => name !== 'iss' && name !== 'sub')
          .map(({ name, value }) => (
            <Claim key={name} name={name} value={value} />
          ))}
      </dl>
    </section>
  )
}

type ClaimsProps = Readonly<{ profile: Profile; source: ProfileSource }>

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
