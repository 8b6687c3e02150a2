import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// What the documents of the project say, for the tests that hold them to it.

export const root = join(import.meta.dirname, '..')
export const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** All documents, by their path from the project's folder. */
export const documents: readonly string[] = [
  ...['README.md', 'SECURITY.md', 'sandbox/README.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path.replaceAll('\\', '/')}`),
]

/** A document without its listings and diagrams. */
export function prose(document: string): string {
  return read(document).replace(/^```.*?^```/gms, '')
}

/** Where its links lead, as they are written. */
export function linksIn(document: string): string[] {
  const text = prose(document).replace(/`[^`\n]*`/g, '')
  return [...all(text, /\]\(([^)\s]+)\)/g), ...all(text, /^\[[^\]]+\]: (\S+)/gm)]
}

/** The names of a document's headings, as GitHub makes them. */
export function anchorsIn(document: string): string[] {
  const seen = new Map<string, number>()
  return all(prose(document), /^#+ (.+)$/gm).map((heading) => {
    const slug = heading
      .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
    const before = seen.get(slug) ?? 0
    seen.set(slug, before + 1)
    return before === 0 ? slug : `${slug}-${before}`
  })
}

/** What stands in code, in a line of prose or as a command of its own. */
export function codeIn(document: string): string[] {
  const text = prose(document)
  return [...all(text, /`([^`\n]+)`/g), ...all(text, /^ {4}(\S.*)$/gm)]
}

/** `lib/env.ts`, and `front-door.ts`; not `/auth/callback`, nor `APP_URL/auth/callback`. */
export function isPath(code: string): boolean {
  return /^[a-z.][\w.-]*(?:\/[\w.[\]-]+)+$|^[\w.-]+\.(?:ts|json|md|yml)$/.test(code)
}

export function isThere(path: string): boolean {
  return existsSync(join(root, path))
}

/** What the first group of a pattern finds. */
export function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, one = '']) => one)
}
