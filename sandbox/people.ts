import { harborAndVale, juniper, larkspur } from './institutions.ts'

export const permissions = ['none', 'look', 'edit'] as const

/** What a member may do with an institution's accounts: nothing at all, look, or look and edit. */
export type Permission = (typeof permissions)[number]

/** A fictitious person. Each exists for a reason. */
export type Person = Readonly<{
  sub: string
  name: string
  givenName: string
  familyName: string
  email: string
  locale: string
  zoneinfo: string
  secondFactor: boolean
  locked: boolean
  /** Institution id -> what this person may do there. */
  memberships: Readonly<Record<string, Permission>>
  /** What this person may do at every other institution; null: not a member. */
  everywhere: Permission | null
  because: string
}>

/** Everybody's password, and everybody's code: this is a sandbox, and its pages say so. */
export const password = 'sandbox'
export const code = '246810'

const usual = {
  locale: 'en-US',
  zoneinfo: 'America/Chicago',
  secondFactor: false,
  locked: false,
  everywhere: null,
}

export const people: readonly Person[] = [
  {
    ...usual,
    sub: '3f0c7a52-84de-4b19-a6c3-5e92d81f0b74',
    name: 'Ada Okafor',
    givenName: 'Ada',
    familyName: 'Okafor',
    email: 'ada@example.test',
    memberships: { [larkspur]: 'edit', [juniper]: 'edit', [harborAndVale]: 'look' },
    because: 'Three institutions; may edit in two of them',
  },
  {
    ...usual,
    sub: '9b41e6d0-2c75-4a8f-93b8-7f06ac1d5e32',
    name: 'Ben Lindqvist',
    givenName: 'Ben',
    familyName: 'Lindqvist',
    email: 'ben@example.test',
    memberships: { [larkspur]: 'edit' },
    because: 'One institution',
  },
  {
    ...usual,
    sub: 'e58d20b7-67f9-4c04-8e1d-b493fa260c9e',
    name: 'Noor Haddad',
    givenName: 'Noor',
    familyName: 'Haddad',
    email: 'noor@example.test',
    memberships: {},
    because: 'No institution',
  },
  {
    ...usual,
    sub: '17c9f3a4-b08e-4d62-95f7-28e6d40b1fa3',
    name: 'Mei Tanaka',
    givenName: 'Mei',
    familyName: 'Tanaka',
    email: 'mei@example.test',
    zoneinfo: 'Asia/Tokyo',
    secondFactor: true,
    memberships: { [juniper]: 'edit', [harborAndVale]: 'edit' },
    because: 'Two institutions, with a second factor',
  },
  {
    ...usual,
    sub: '60a2b8ef-d513-4e97-8c46-f91d07e3c528',
    name: 'Sam Whitfield',
    givenName: 'Sam',
    familyName: 'Whitfield',
    email: 'sam@example.test',
    memberships: { [larkspur]: 'look', [juniper]: 'look' },
    because: 'May look but not edit',
  },
  {
    ...usual,
    sub: 'b7d4051c-3e8a-4f26-a09b-64c2e8d71f90',
    name: 'Leo Marchetti',
    givenName: 'Leo',
    familyName: 'Marchetti',
    email: 'leo@example.test',
    locked: true,
    memberships: { [larkspur]: 'edit' },
    because: 'The account is locked',
  },
  {
    ...usual,
    sub: '2e86c1f9-0d37-4b5a-bb84-a5f1930d6e47',
    name: 'Ivy Brandt',
    givenName: 'Ivy',
    familyName: 'Brandt',
    email: 'ivy@example.test',
    memberships: { [harborAndVale]: 'none' },
    because: 'A member who may not see the accounts',
  },
  {
    ...usual,
    sub: 'c40d9e6b-71a5-4f38-8b2c-d86f05e3a917',
    name: 'Max Many',
    givenName: 'Max',
    familyName: 'Many',
    email: 'max@example.test',
    memberships: {},
    everywhere: 'edit',
    because: 'Every institution there is',
  },
]

export function findPerson(sub: string): Person | null {
  return people.find((person) => person.sub === sub) ?? null
}
