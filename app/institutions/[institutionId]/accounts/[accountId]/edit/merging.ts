import type { Account } from '#lib/data/enterprise/account.ts'
import { asTyped } from './wording.ts'

type Typed = Readonly<Record<string, string>>
type Field = keyof Account

/** What somebody else changed of an account since a form was opened. */
export function changedMeanwhile(began: Account, now: Account): readonly Field[] {
  return (Object.keys(began) as Field[]).filter(
    (name) => name !== 'version' && asTyped(began[name]) !== asTyped(now[name]),
  )
}

/**
 * What stands in the form again after somebody else was first: what the person typed, and theirs where the
 * person had left a field alone, so that saving undoes nothing by accident.
 */
export function mergeTyped(began: Account, typed: Typed, now: Account): Typed {
  const merged = Object.entries(typed).map(([name, value]) => {
    const isUntouched = value === asTyped(began[name as Field])
    return [name, isUntouched ? asTyped(now[name as Field]) : value]
  })
  return Object.fromEntries(merged)
}
