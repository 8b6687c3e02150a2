/**
 * One line of a CSV file. Cells with a quote, a comma or a line break in them are quoted.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180#section-2
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/**
 * Text from elsewhere, for a cell. Spreadsheets run a cell that begins like a formula; an apostrophe in
 * front makes it text again.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function harmless(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}

function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
