import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { type ClientKey, type ClientKeyAlgorithm, readClientKeys } from './client-key.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** Reads variables, and gathers what is wrong with them: by name, and never with a value. */
export class EnvReader<Name extends string> {
  readonly faults: string[] = []
  readonly #variables: Variables

  constructor(variables: Variables) {
    this.#variables = variables
  }

  /** The text of a variable; null where it is unset or empty. */
  given(name: Name): string | null {
    return this.#variables[name]?.trim() || null
  }

  read<T, F = never>(name: Name, value: z.ZodType<T, string>, fallback?: F): T | F {
    return this.#parse(name, this.given(name), value, fallback)
  }

  /** A secret may stand in the environment or in a file, not in both. */
  readSecret<T, F = never>(name: Name, value: z.ZodType<T, string>, fallback?: F): T | F {
    const path = this.pathOf(name)
    if (path === null) return this.read(name, value, fallback)
    if (this.given(name)) this.faults.push(`${name} and ${name}_FILE are both set; keep one`)
    const text = textOf(path)
    if (text === null)
      this.faults.push(`${name}_FILE should be the path of a file that can be read`)
    return this.#parse(name, text, value, fallback)
  }

  /** Private keys, from the environment or from a file; none where neither is set. */
  readKeys(name: Name, alg: ClientKeyAlgorithm | null, text: string | null): readonly ClientKey[] {
    try {
      return text === null ? [] : readClientKeys(text, alg)
    } catch (error) {
      this.faults.push(`${name} is ${error instanceof Error ? error.message : 'not readable'}`)
      return []
    }
  }

  /** The file that `<name>_FILE` names, or null. */
  pathOf(name: Name): string | null {
    return this.#variables[`${name}_FILE`]?.trim() || null
  }

  /** The secret in a variable that somebody else names, or in its file; null where there is none. */
  secretNamed(name: string): string | null {
    const path = this.#variables[`${name}_FILE`]?.trim()
    return (path ? textOf(path) : this.#variables[name]?.trim()) || null
  }

  #parse<T, F>(name: Name, raw: string | null, value: z.ZodType<T, string>, fallback?: F): T | F {
    if (raw === null && fallback !== undefined) return fallback
    const parsed = value.safeParse(raw)
    if (!parsed.success) {
      const unset = raw === null ? ', but is not set' : ''
      this.faults.push(`${name} should be ${value.description}${unset}`)
    }
    return parsed.data as T
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null
  } catch {
    return null
  }
}
