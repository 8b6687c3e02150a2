import type { z } from 'zod'

/** Answers by the flag of their question. Checked, and written as the app reads them. */
export type Answers = Readonly<Record<string, string>>

/** One thing that setup has to know. */
export type Question = Readonly<{
  /** Answers it without asking, as `--<flag> <answer>`. */
  flag: string
  asks: string
  /** One line: what the answer is for, or where to find it. */
  why: string
  kind: z.ZodType<unknown, string>
  /** The answer of who says nothing. Null: something has to be said. */
  fallback: (answers: Answers) => string | null | Promise<string | null>
  /** Whether the answer may be that there is none: a dash. */
  mayBeNone: boolean
  /** Whether it matters, after the answers before it. */
  when: (answers: Answers) => boolean
  /** Typed unseen. The flag then names a file: what stands in a command is no secret. */
  isSecret: boolean
}>

type Told = Pick<Question, 'flag' | 'asks' | 'why' | 'kind'> & Partial<Question>

/** A question that is always asked, has to be answered, and may be seen, unless it says otherwise. */
export function question(told: Told): Question {
  return { fallback: () => null, mayBeNone: false, when: () => true, isSecret: false, ...told }
}

export type Verdict = Readonly<{ value: string } | { fault: string }>

/** The value of an answer, by the rules of the app itself; or what it should have been. */
export function judge({ kind, mayBeNone }: Question, answer: string): Verdict {
  if (mayBeNone && (answer === '' || answer === '-')) return { value: '' }
  if (answer === '') return { fault: 'It needs an answer.' }
  if (/^(<.*>|\{.*\}|\[.*\])$/.test(answer)) {
    return { fault: 'The brackets only show where something goes: leave them out.' }
  }
  // The two that read .env.local, Node.js and Next.js, take these for different things.
  if (/['$\r\n]/.test(answer)) {
    return { fault: 'An apostrophe or a dollar sign cannot stand in .env.local.' }
  }
  const parsed = kind.safeParse(answer)
  return parsed.success
    ? { value: String(parsed.data) }
    : { fault: `It should be ${kind.description}.` }
}
