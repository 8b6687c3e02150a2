import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Chrome 136 and later; everybody else reads a comment. https://v8.dev/blog/explicit-compile-hints */
const hint = '//# allFunctionsCalledOnLoad\n'

/**
 * Has the browser compile scripts as they arrive, beside what it shows. Otherwise it would compile each
 * function when it is first called, which of React's and the router's is at once, and nobody could press
 * anything meanwhile.
 *
 * @param build what Next.js tells after it compiled; `distDir` is an absolute path
 */
export function hintToCompile({ distDir }: { distDir: string }): void {
  const folder = join(distDir, 'static/chunks')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue
    const script = readFileSync(join(folder, name), 'utf8')
    if (!script.startsWith(hint)) writeFileSync(join(folder, name), hint + script)
  }
}
