import type { z } from 'zod'

/** What is wrong with what was typed, by field, in words for the person who typed it. */
export type Faults = Readonly<Record<string, string>>

/** The first fault of each field, in the order in which they were found. */
export function faultsOf({ issues }: z.ZodError): Faults {
  const first = new Map<string, string>()
  for (const { path, message } of issues) {
    const name = String(path[0])
    if (!first.has(name)) first.set(name, message)
  }
  return Object.fromEntries(first)
}

/** Text of one line, bounded; what cannot be seen in a field may not be in it. */
export function oneLine(schema: z.ZodString, most: number): z.ZodString {
  return schema
    .trim()
    .max(most, `Use at most ${most} characters.`)
    .regex(/^\P{Cc}*$/u, 'Leave out tabs, line breaks and other control characters.')
}
