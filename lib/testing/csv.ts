/** Reads a CSV file as RFC 4180 describes it. */
export function parseCsv(file: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  // A cell, quoted or not, and what ends it.
  for (const [, quoted, plain = '', end] of file.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
