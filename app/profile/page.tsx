import { Fact, Facts } from '#app/_ui/facts.tsx'
import { Frame } from '#app/_ui/frame.tsx'
import { Moment } from '#app/_ui/moment.tsx'
import { SignOutButton } from '#app/_ui/sign-out-button.tsx'
import { getProfile } from '#lib/data/profile.ts'
import { Claims } from './claims.tsx'
import { EnteredInstitutions } from './entered-institutions.tsx'
import { KeptElsewhere } from './kept-elsewhere.tsx'
import { WhereSignedIn } from './where-signed-in.tsx'

/** Who Foyer was told somebody is, by whom, and where they are signed in. */
export default async function ProfilePage({ searchParams }: PageProps<'/profile'>) {
  const profile = await getProfile()
  const { elsewhere } = await searchParams

  return (
    <Frame title="Profile" viewer={profile.viewer}>
      <div className="max-w-prose">
        <h1>Profile</h1>
        <Facts>
          <Fact name="Name">
            <bdi>{profile.name}</bdi>
          </Fact>
          <Fact name="E-mail">
            {profile.email === null ? 'not given' : <bdi>{profile.email}</bdi>}
          </Fact>
          <Fact name="Signed in">
            <Moment at={profile.signedInAt} />
          </Fact>
        </Facts>
        <KeptElsewhere profile={profile} />
        <EnteredInstitutions institutions={profile.institutions} />
        <WhereSignedIn flag={elsewhere} />
        {profile.sources.map((source) => (
          <Claims key={source.institutionId} profile={profile} source={source} />
        ))}
        <div className="mt-12">
          <SignOutButton className="button button-quiet" />
        </div>
      </div>
    </Frame>
  )
}
