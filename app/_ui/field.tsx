import type { ReactNode } from 'react'

type FieldProps = Readonly<{
  /** The field's name, and its id. */
  name: string
  label: string
  hint?: string | null
  fault?: string | null
  note?: ReactNode
}>

/** A line of text with its label, what helps with it, and what is wrong with it, in this order. */
export function TextField({ value, most, ...field }: TextFieldProps) {
  return (
    <Labelled {...field}>
      <input {...describedBy(field)} type="text" defaultValue={value} maxLength={most} />
    </Labelled>
  )
}

type TextFieldProps = FieldProps & Readonly<{ value: string; most?: number }>

/** A choice of few. */
export function ChoiceField({ value, options, ...field }: ChoiceFieldProps) {
  return (
    <Labelled {...field}>
      <select {...describedBy(field)} defaultValue={value}>
        {!options.includes(value) && <option value="">Choose…</option>}
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </Labelled>
  )
}

type ChoiceFieldProps = FieldProps & Readonly<{ value: string; options: readonly string[] }>

function Labelled({ name, label, hint, fault, note, children }: LabelledProps) {
  return (
    <div className={`mt-6 ${fault ? 'border-bad border-s-4 ps-4' : ''}`}>
      <label htmlFor={name} className="font-strong">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="text-ink-soft text-small">
          {hint}
        </p>
      )}
      <FieldFault name={name} fault={fault} />
      {children}
      {note && (
        <p id={`${name}-note`} className="mt-1 text-small">
          {note}
        </p>
      )}
    </div>
  )
}

type LabelledProps = FieldProps & Readonly<{ children: ReactNode }>

/** What is wrong with a field, above it. */
export function FieldFault({ name, fault }: { name: string; fault: string | null | undefined }) {
  if (!fault) return null
  return (
    <p id={`${name}-fault`} className="font-strong text-bad">
      <span className="sr-only">Error: </span>
      {fault}
    </p>
  )
}

/** What ties a field to what is wrong with it. */
export function faultOf(name: string, { [name]: fault }: Readonly<Record<string, string>>) {
  return fault ? { 'aria-invalid': true, 'aria-describedby': `${name}-fault` } : {}
}

/** What ties a field to its texts, for who does not see them beside each other. */
function describedBy({ name, hint, fault, note }: FieldProps) {
  const ids = Object.entries({ hint, fault, note }).flatMap(([id, it]) =>
    it ? `${name}-${id}` : [],
  )
  return {
    id: name,
    name,
    'aria-describedby': ids.join(' ') || undefined,
    'aria-invalid': fault ? true : undefined,
    autoComplete: 'off',
    className: 'field mt-2',
  }
}
