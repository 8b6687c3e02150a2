/** A text for the shell, with variables in it for what may not be shown. */
export type Word = readonly (string | Readonly<{ variable: string }>)[]

/**
 * One argument, whatever is in it. Between double quotes only where nothing in it means anything there; else
 * between single ones, which end for nothing but a single quote (POSIX.1 §2.2.2). What a terminal would take
 * for a key is a space.
 */
export function inShell(word: Word): string {
  const hasVariables = word.some((part) => typeof part !== 'string')
  const isHarmless = word.every(
    (part) => typeof part !== 'string' || /^[\w\-.:/=?&%+,; ]*$/.test(part),
  )
  if (!hasVariables) return quoted(word.join(''))
  if (!isHarmless)
    return word.map((part) => (isText(part) ? quoted(part) : `"$${part.variable}"`)).join('')
  return `"${word.map((part) => (isText(part) ? part : `$${part.variable}`)).join('')}"`
}

/** Names for what is left out: after the parameter; numbered when another value has the name. */
export function nameVariables(): (name: string, mark: string) => string {
  const marks = new Map<string, string[]>()
  return (name, mark) => {
    const letters = name
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .slice(0, 40)
    const plain = /^[A-Z]/.test(letters) ? letters : `VALUE_${letters}`
    const known = marks.get(plain) ?? []
    if (!known.includes(mark)) marks.set(plain, [...known, mark])
    const number = (marks.get(plain) ?? []).indexOf(mark)
    return number === 0 ? plain : `${plain}_${number + 1}`
  }
}

function quoted(text: string): string {
  return `'${text.replace(/\p{Cc}/gu, ' ').replaceAll("'", `'\\''`)}'`
}

function isText(part: Word[number]): part is string {
  return typeof part === 'string'
}
