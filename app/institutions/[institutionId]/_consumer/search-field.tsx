import { FieldFault } from '#app/_ui/field.tsx'
import { isDay } from '#lib/data/consumer/period.ts'
import type { TypedSearch } from '#lib/data/consumer/transaction-search.ts'
import type { Faults } from '#lib/data/faults.ts'

/** A field of the search, what is wrong with it above it, and what was typed in it. */
export function SearchField({ name, label, kind, typed, faults }: SearchFieldProps) {
  const fault = faults?.[name]
  const value = typed[name]

  return (
    <div>
      <label htmlFor={name} className="font-strong text-small">
        {label}
      </label>
      <FieldFault name={name} fault={fault} />
      <input
        id={name}
        name={name}
        // A date field would drop what is no date, and the person would not see what was typed.
        type={kind === 'date' && value !== '' && !isDay(value) ? 'text' : types[kind]}
        inputMode={kind === 'decimal' ? 'decimal' : undefined}
        defaultValue={value}
        autoComplete="off"
        aria-invalid={fault !== undefined || undefined}
        aria-describedby={fault === undefined ? undefined : `${name}-fault`}
        className="field mt-1"
      />
    </div>
  )
}

type SearchFieldProps = Readonly<{
  name: Exclude<keyof TypedSearch, 'offset'>
  label: string
  kind: 'date' | 'search' | 'decimal'
  typed: TypedSearch
  faults: Faults | null
}>

const types = { date: 'date', search: 'search', decimal: 'text' } as const
