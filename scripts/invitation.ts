import { type Profile, profiles } from './profile.ts'
import { banks } from './sandbox-institutions.ts'

type Demo = Readonly<{
  profile: Profile
  appUrl: string
  sandboxUrl: string
  /** In the order of `banks`. */
  bankUrls: readonly string[]
}>

type Person = Readonly<{ name: string; email: string; password: string; because: string }>

/** What the demo says once it runs: which profile it is, who can sign in, and what to try. */
export async function invitation({ profile, appUrl, sandboxUrl, bankUrls }: Demo): Promise<string> {
  const places = profile === 'consumer' ? bankUrls : [sandboxUrl]
  const groups = await Promise.all(places.map(peopleAt))

  return [
    '',
    `Foyer is ready: ${appUrl}`,
    '',
    `Profile ${profile}: ${profiles[profile]}.`,
    '',
    `Who can sign in, all with the password "${groups[0]?.[0]?.password}":`,
    ...groups.flatMap((people, index) =>
      profile === 'consumer' ? [`  at ${banks[index]?.name}`, ...rows(people, 4)] : rows(people, 2),
    ),
    '',
    'What to try:',
    ...toTry(profile, sandboxUrl).map((line) => `  ${line}`),
    `  Then see at ${appUrl}/inspector, step by step, what the app did for you.`,
    '',
    'The app writes its log to .data/demo/app.log. Ctrl-C stops everything.',
  ].join('\n')
}

async function peopleAt(url: string): Promise<readonly Person[]> {
  return (await fetch(`${url}/people`)).json()
}

function rows(people: readonly Person[], indent: number): string[] {
  const widest = (column: 'email' | 'name') => Math.max(...people.map((it) => it[column].length))
  return people.map(
    ({ email, name, because }) =>
      `${' '.repeat(indent)}${email.padEnd(widest('email'))}  ${name.padEnd(widest('name'))}  ${because}`,
  )
}

function toTry(profile: Profile, sandboxUrl: string): readonly string[] {
  const twoTabs =
    'Sign in as ada@example.test. Enter Larkspur Bank, and Juniper Credit Union in another tab.'
  const serviceTip =
    'In either, follow "Service": what stands there the app asked for as itself, and not as Ada.'
  const labTip = `Break something at ${sandboxUrl}/lab, and see how the app takes it.`
  switch (profile) {
    case 'parameter':
      return [
        twoTabs,
        `Both were asked for by one client, foyer; ${sandboxUrl}/requests shows who asked for what.`,
        serviceTip,
        labTip,
      ]
    case 'clients':
      return [
        twoTabs,
        `Each was asked for by a client of its own; ${sandboxUrl}/requests shows who asked for what.`,
        serviceTip,
        labTip,
      ]
    case 'consumer':
      return [
        `Choose ${banks[0].name}, and sign in there as ada@example.test.`,
        `Choose ${banks[1].name} in another tab: it knows nothing of the sign-in at the first.`,
        'Sign out: one bank asks whether you mean it, and the page after that offers the other.',
      ]
  }
}
