import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A chapter of docs/make-it-yours.md that says what to do, and the blocks that say it, in their order. */
export type Chapter = Readonly<{ title: string; blocks: readonly Block[] }>

type Block = Readonly<{ kind: 'sh' | 'diff' | 'ts' | 'tsx'; text: string }>

/** The chapters of a document that have something to do. */
export function chaptersOf(document: string): readonly Chapter[] {
  return document
    .split(/^## /m)
    .slice(1)
    .map((chapter) => ({ title: chapter.split('\n')[0] ?? '', blocks: blocksOf(chapter) }))
    .filter(({ blocks }) => blocks.length > 0)
}

function blocksOf(chapter: string): readonly Block[] {
  const fences = chapter.matchAll(/^```(sh|diff|tsx?)\n([\s\S]*?)^```$/gm)
  return [...fences].map(([, kind, text = '']) => ({ kind: kind as Block['kind'], text }))
}

/** Writes the file whose path is in the comment on the first line. */
export function writeListing(listing: string, folder: string): void {
  const [, path, text = ''] = /^\/\/ (\S+)\n([\s\S]*)$/.exec(listing) ?? []
  if (path === undefined) throw new Error('a listing begins with a comment: the path of its file')
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/**
 * Does what an edit says: `--- path`, then lines that stay, go or come, with `@@` between two places.
 *
 * @throws {Error} where a place is not there, or not the only one of its kind
 */
export function applyEdit(edit: string, folder: string): void {
  for (const part of edit.split(/^--- /m).slice(1)) {
    const [path = '', ...lines] = part.trimEnd().split('\n')
    const places = lines.join('\n').split(/^@@\n/m)
    const file = join(folder, path)
    writeFileSync(file, places.reduce(applyAt, readFileSync(file, 'utf8')))
  }
}

function applyAt(text: string, place: string): string {
  const lines = place.split('\n').filter((line) => line !== '')
  const linesWith = (signs: string) =>
    lines.flatMap((line) => (signs.includes(line.charAt(0)) ? `${line.slice(1)}\n` : [])).join('')
  const parts = `\n${text}`.split(`\n${linesWith(' -')}`)
  if (parts.length !== 2) throw new Error(`${parts.length - 1} places for\n${place}`)
  return parts.join(`\n${linesWith(' +')}`).slice(1)
}
