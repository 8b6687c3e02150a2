import { createHash } from 'node:crypto'
import { harborAndVale, juniper, larkspur } from './institutions.ts'
import { between, pick, type Random, seeded } from './random.ts'

/** Somebody who banks online at an institution, as the Admin API shows them. */
export type User = Readonly<{
  userId: string
  userActive: boolean
  primaryInstitutionUsername: string
  primaryInstitutionId: string
  firstName: string
  middleInitial: string | null
  lastName: string
  userAdded: string
  userModified: string
  email: string | null
  userVerified: boolean
  businessName: string | null
  userType: 'Individual' | 'Business'
}>

type Name = Readonly<{ firstName: string; lastName: string; businessName?: string }>

const sizes: Readonly<Record<string, number>> = {
  [larkspur]: 512,
  [juniper]: 287,
  [harborAndVale]: 143,
}
const otherSize = 64

/** Names that break careless pages and careless spreadsheets. */
const strange: readonly Name[] = [
  { firstName: '<b>Bold</b>', lastName: '<script>alert(1)</script>' },
  { firstName: 'ليلى', lastName: 'الحسيني' },
  { firstName: '=HYPERLINK("http://evil.test","Click")', lastName: 'Formula' },
  {
    firstName: 'Maximiliana Bartholomea Konstantina Wilhelmina',
    lastName: 'von Hohenstaufen-Wolkenkuckucksheim-Liebenzell',
  },
  { firstName: '+1 555', lastName: '@SUM(A1:A9)' },
  { firstName: 'Robert "Bobby"', lastName: "O'Neill, Jr." },
  { firstName: 'נועה', lastName: 'בן-דוד', businessName: 'מאפיית הגליל בע"מ' },
  {
    firstName: 'Supercalifragilisticexpialidociousandthensomemorewithoutasinglespace',
    lastName: 'Z',
  },
  { firstName: 'Two\r\nlines', lastName: '-Minus' },
  { firstName: '李', lastName: '小龍', businessName: 'Tom & "Sons" <i>Hardware</i>' },
]

const firstNames = [
  ...['Amara', 'Tobias', 'Lucía', 'Priya', 'Jonas', 'Celeste', 'Dmitri', 'Grace', 'Wren', 'Hollis'],
  ...['Beatriz', 'Kofi', 'Ingrid', 'Mateo', 'Saoirse', 'Yusuf', 'Anneke', 'Rafael', 'Thuy', 'Owen'],
  ...[
    'Marguerite',
    'Elias',
    'Nadia',
    'Clement',
    'Ruth',
    'Santiago',
    'Maeve',
    'Hiro',
    'Esther',
    'Paul',
  ],
] as const
const lastNames = [
  ...['Nwosu', 'Krane', 'Ferrán', 'Raman', 'Eklund', 'Moreau', 'Volkov', 'Adeyemi', 'Castellan'],
  ...['Birch', 'Okonkwo', 'Lindgren', 'Duarte', 'Whelan', 'Demir', 'van Rijn', 'Salgado', 'Pham'],
  ...[
    'Ashworth',
    'Keller',
    'Haddad',
    'Fontaine',
    'Abrams',
    'Ibarra',
    'Quigley',
    'Sato',
    'Goldberg',
  ],
  ...['Larsen', 'Moss', 'Trujillo', 'Byrne', 'Novak', 'Achterberg', 'Finch', 'Delacroix', 'Yilmaz'],
] as const
const trades = [
  'Bakery',
  'Orchards',
  'Dental',
  'Roofing',
  'Books',
  'Cycles',
  'Farms',
  'Design',
] as const

/** The users of any institution, made up when they are first asked for, and the same every time. */
export function openUsers(): (institutionId: string) => readonly User[] {
  const known = new Map<string, readonly User[]>()
  return (institutionId) => {
    const users = known.get(institutionId) ?? makeUsers(institutionId)
    known.set(institutionId, users)
    return users
  }
}

function makeUsers(institutionId: string): readonly User[] {
  const random = seeded(Number.parseInt(institutionId.slice(0, 8), 16))
  return Array.from({ length: sizes[institutionId] ?? otherSize }, (_, index) => {
    // Every third of the first ones is strange, so that a first page shows ordinary ones too.
    const name = index % 3 === 2 ? strange[(index - 2) / 3] : undefined
    return makeUser(institutionId, index, name ?? ordinary(random), random)
  })
}

function ordinary(random: Random): Name {
  const firstName = pick(random, firstNames)
  const lastName = pick(random, lastNames)
  return random() < 0.15
    ? { firstName, lastName, businessName: `${lastName} ${pick(random, trades)}` }
    : { firstName, lastName }
}

function makeUser(institutionId: string, index: number, name: Name, random: Random): User {
  const { firstName, lastName, businessName = null } = name
  const plain = `${firstName}.${lastName}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase()
  const username = `${plain.slice(0, 24).replace(/^\.+|\.+$/g, '') || 'user'}${index + 1}`
  const added =
    Date.UTC(2015, 0, 1) +
    between(random, 0, 3_800) * 86_400_000 +
    between(random, 0, 86_399) * 1_000
  const modified = added + between(random, 0, 300) * 86_400_000
  return {
    userId: idOf(institutionId, index),
    userActive: random() < 0.92,
    primaryInstitutionUsername: username,
    primaryInstitutionId: institutionId,
    firstName,
    middleInitial: random() < 0.4 ? pick(random, ['A', 'E', 'J', 'M', 'R', 'T']) : null,
    lastName,
    userAdded: new Date(added).toISOString(),
    userModified: new Date(modified).toISOString(),
    email: random() < 0.95 ? `${username}@example.test` : null,
    userVerified: random() < 0.85,
    businessName,
    userType: businessName === null ? 'Individual' : 'Business',
  }
}

/** The same UUID for the same user, at every start. */
function idOf(institutionId: string, index: number): string {
  const hex = createHash('sha256').update(`user ${index} of ${institutionId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
