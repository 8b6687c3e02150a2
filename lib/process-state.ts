/**
 * State that must exist once in a process, however often its module is loaded.
 *
 * Next.js may load a module once for pages and once for route handlers. A cache or a database
 * handle in a plain module variable would then exist twice.
 */
const home = Symbol.for('foyer.process-state')

type States = Map<string, unknown>

/** The one value under this name in this process, made at first use. */
export function processState<T>(name: string, create: () => T): T {
  const holder = globalThis as { [home]?: States }
  holder[home] ??= new Map()
  const states = holder[home]
  if (!states.has(name)) states.set(name, create())
  return states.get(name) as T
}
