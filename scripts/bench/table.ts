import type { Check, Findings } from './part.ts'

type Rows = readonly (readonly string[])[]

/** Findings as a table for a terminal. */
export function table({ title, columns, rows, note }: Findings): string {
  return [title, '', ...lines([columns, ...rows]), ...(note ? ['', note] : [])].join('\n')
}

/** What must hold, each with what was found. */
export function checksTable(checks: readonly Check[]): string {
  const columns = ['', 'must hold', 'found', 'limit']
  const rows = checks.map(({ what, found, limit, holds }) => [
    holds ? 'holds' : 'MISSED',
    what,
    found,
    limit,
  ])
  return lines([columns, ...rows]).join('\n')
}

/** Findings for a document. */
export function markdown({ title, columns, rows, note, checks }: Findings): string {
  const rule = columns.map((_column, at) => (isWords(rows, at) ? '---' : '---:'))
  const body = [columns, rule, ...rows].map((row) => `| ${row.join(' | ')} |`)
  const held = checks.map(
    ({ what, found, limit, holds }) =>
      `- ${what}: ${found} (${limit})${holds ? '' : ' **missed**'}`,
  )
  return [`### ${title}`, body.join('\n'), ...(note ? [note] : []), held.join('\n')].join('\n\n')
}

/** Words to the left, figures to the right. */
function lines(all: Rows): string[] {
  const [, ...rows] = all
  const width = (at: number) => Math.max(...all.map((row) => row[at]?.length ?? 0))
  return all.map((row) =>
    row
      .map((cell, at) => (isWords(rows, at) ? cell.padEnd(width(at)) : cell.padStart(width(at))))
      .join('  ')
      .trimEnd(),
  )
}

function isWords(rows: Rows, at: number): boolean {
  return rows.some((row) => /^[a-z/]/i.test(row[at] ?? ''))
}
