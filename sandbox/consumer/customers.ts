import { type Person, people } from '../people.ts'
import { type Bank, marram, quince } from './banks.ts'

/** Bank -> e-mail of a person -> their id there. No two banks know anybody by the same id. */
const customers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [marram.institutionId]: {
    'ada@example.test': 'a1e05b7c-46d2-4f89-b3c0-9d72e18f6a54',
    'ben@example.test': '5b98c2f1-d730-4e46-91a8-c60f3e27d4b9',
  },
  [quince.institutionId]: {
    'ada@example.test': 'd26f4e83-97a1-40bc-8e5d-134b7c09fa62',
    'sam@example.test': '80c7d9a5-1b3e-4852-a6f9-e2d485b1730c',
  },
}

/** The people who bank here, as this bank knows them. */
export function customersOf({ institutionId, name }: Bank): readonly Person[] {
  const ids = customers[institutionId] ?? {}
  return people.flatMap((person) => {
    const sub = ids[person.email]
    if (sub === undefined) return []
    const because = `A customer of ${name}`
    return [{ ...person, sub, memberships: { [institutionId]: 'look' as const }, because }]
  })
}
