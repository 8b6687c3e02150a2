import type { ReactNode } from 'react'

/** What is wrong with a page that was asked for, above all else on it: it takes the focus. */
export function ErrorSummary({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the page is here to say this, and works without scripts.
      autoFocus
      className="mt-6 max-w-prose rounded-box border-bad border-s-4 bg-bad-soft p-4"
    >
      <h2 className="text-bad">{title}</h2>
      <div className="mt-2 space-y-2">{children}</div>
    </div>
  )
}

/** The faults of a form, each a link to its field. */
export function FaultList({ faults, labels = {}, hrefs = {} }: FaultListProps) {
  return (
    <ul>
      {Object.entries(faults).map(([name, fault]) => (
        <li key={name}>
          <a href={hrefs[name] ?? `#${name}`} className="link">
            {labels[name] ? `${labels[name]}: ${fault}` : fault}
          </a>
        </li>
      ))}
    </ul>
  )
}

type FaultListProps = Readonly<{
  faults: Readonly<Record<string, string>>
  /** What the fields are called. */
  labels?: Readonly<Record<string, string | undefined>>
  /** Where to go for a fault that has no field. */
  hrefs?: Readonly<Record<string, string>>
}>
