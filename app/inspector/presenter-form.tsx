import type { ReactNode } from 'react'

type Props = Readonly<{
  action: string
  fields: Readonly<Record<string, string>>
  className?: string
  children: ReactNode
}>

/** A change that needs nothing but a button: it works without scripts, and leads back to this page. */
export function PresenterForm({ action, fields, className, children }: Props) {
  return (
    <form method="post" action={action} className={className}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}
