import { readFileSync } from 'node:fs'

/** One stage: what it stands on, and what is done there, in order. */
export type Stage = Readonly<{ name: string; base: string; steps: readonly Step[] }>
export type Step = Readonly<{ instruction: string; words: string }>

/** Reads as much of the language as our Dockerfiles use. */
export function readDockerfile(path: string): readonly Stage[] {
  const stages: { name: string; base: string; steps: Step[] }[] = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, instruction = '', words = ''] = /^([A-Z]+) (.+)$/.exec(line.trim()) ?? []
    if (instruction === 'FROM') {
      const [base = '', , name = base] = words.split(' ')
      stages.push({ name, base, steps: [] })
    } else if (instruction !== '') stages.at(-1)?.steps.push({ instruction, words })
  }
  return stages
}

/** `COPY --from=build --chown=1:1 a b to`. */
export function readCopy(words: string) {
  const parts = words.split(/\s+/)
  const flag = (name: string) => parts.find((it) => it.startsWith(`--${name}=`))?.split('=')[1]
  const paths = parts.filter((it) => !it.startsWith('--'))
  return { from: flag('from'), sources: paths.slice(0, -1), to: paths.at(-1) ?? '' }
}

/** `A=1 B=2`. */
export function readVariables(words: string): Record<string, string> {
  return Object.fromEntries(words.split(/\s+/).map((pair) => pair.split('=', 2)))
}

/** The JSON at the end of `CMD` and `HEALTHCHECK`. */
export function readCommand(words: string): readonly string[] {
  return JSON.parse(words.slice(words.indexOf('[')))
}

/**
 * Whether a file of the project gets into the context of a build.
 *
 * @param path from the top of the project, with slashes
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function contextRule(dockerignore: string): (path: string) => boolean {
  const rules = readFileSync(dockerignore, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ takes: line.startsWith('!'), pattern: expression(line.replace(/^!/, '')) }))
  return (path) => {
    const parents = path.split('/').map((_, at, names) => names.slice(0, at + 1).join('/'))
    const last = rules.findLast(({ pattern }) => parents.some((it) => pattern.test(it)))
    return last?.takes ?? true
  }
}

/** Unlike a shell's, its star also stands for names that begin with a dot. */
function expression(pattern: string): RegExp {
  const parts = { '**/': '(?:.*/)?', '*': '[^/]*', '.': '\\.' } as const
  const source = pattern.replace(/\*\*\/|\*|\./g, (part) => parts[part as keyof typeof parts])
  return new RegExp(`^${source}$`)
}
