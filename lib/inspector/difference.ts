import { membersOf, type Shown, type ShownToken } from './mask.ts'

/** One line of what tells two tokens apart. Undefined where a token does not have it. */
export type Differing = Readonly<{
  name: string
  before: Shown | undefined
  after: Shown | undefined
  how: 'same' | 'changed' | 'added' | 'gone'
}>

/** Header and claims of two tokens side by side: what differs first, and in the order of the newer one. */
export function difference(before: ShownToken, after: ShownToken): Differing[] {
  const [left, right] = [members(before), members(after)]
  const names = [...new Set([...right.keys(), ...left.keys()])]
  const lines = names.map((name): Differing => {
    const [was, is] = [left.get(name), right.get(name)]
    return { name, before: was, after: is, how: howOf(was, is) }
  })
  return [
    ...lines.filter(({ how }) => how !== 'same'),
    ...lines.filter(({ how }) => how === 'same'),
  ]
}

function howOf(before: Shown | undefined, after: Shown | undefined): Differing['how'] {
  if (before === undefined) return 'added'
  if (after === undefined) return 'gone'
  // A masked value has a mark, by which the same one is known again.
  return JSON.stringify(before) === JSON.stringify(after) ? 'same' : 'changed'
}

function members({ header, claims }: ShownToken): Map<string, Shown> {
  return new Map([header, claims].flatMap((part) => Object.entries(membersOf(part))))
}
