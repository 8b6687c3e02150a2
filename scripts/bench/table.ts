import type { Check, Findings } from './part.ts'

/** Findings as a table for a terminal. */
export function table({ title, columns, rows, notes = [] }: Findings): string {
  return [title, '', ...lines([columns, ...rows]), ...notes.map((note) => `\n${note}`)].join('\n')
}

export function checksTable(checks: readonly Check[]): string {
  const rows = checks.map(({ what, found, limit, holds }) => [
    holds ? 'holds ' : 'MISSED',
    what,
    found,
    limit,
  ])
  return ['Must hold', '', ...lines(rows)].join('\n')
}

/** Words to the left, figures to the right. */
function lines(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows.map((row) =>
    row
      .map((cell, column) =>
        isWords(rows, column) ? cell.padEnd(width(column)) : cell.padStart(width(column)),
      )
      .join('  ')
      .trimEnd(),
  )
}

function isWords(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.slice(1).some((row) => /^[a-z]/i.test(row[column] ?? ''))
}
