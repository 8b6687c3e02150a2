import type { ReactNode } from 'react'

/** What a column is called; on a narrow screen, where each row becomes a short list, for the ear only. */
export function HeadingCell({ isAmount = false, children }: HeadingCellProps) {
  return (
    <th
      scope="col"
      className={`whitespace-nowrap py-2 ps-4 font-normal first:ps-0 ${isAmount ? 'text-end' : 'text-start'}`}
    >
      {children}
    </th>
  )
}

type HeadingCellProps = Readonly<{ isAmount?: boolean; children: string }>

/** A cell, and its label for the eye, where the column's heading is out of sight. */
export function Cell({ label, className = '', children }: CellProps) {
  return (
    <td
      className={`flex justify-between gap-4 py-0.5 align-top md:table-cell md:py-3 md:ps-4 ${className}`}
    >
      <span aria-hidden="true" className="text-ink-soft md:hidden">
        {label}
      </span>
      {children}
    </td>
  )
}

type CellProps = Readonly<{ label: string; className?: string; children: ReactNode }>
