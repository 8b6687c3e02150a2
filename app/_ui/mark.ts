const words = /[\p{L}\p{N}]+/gu
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Two letters for a name: of its first two words, else the first two of its only word. */
export function markLetters(name: string): string {
  const [first = '', second] = name.match(words) ?? []
  const letters = second ? leading(first, 1) + leading(second, 1) : leading(first, 2)
  return letters.toLocaleUpperCase('en') || '·'
}

/** A hue in degrees that stays the same for an id. */
export function markHue(id: string): number {
  let hash = 0
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 3600
  return hash / 10
}

function leading(word: string, count: number): string {
  return [...graphemes.segment(word.slice(0, 32))]
    .slice(0, count)
    .map(({ segment }) => segment)
    .join('')
}
