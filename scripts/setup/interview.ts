import { type Answers, judge, type Question } from './question.ts'

/** What setup cannot go on with; the message is for who typed the command. */
export class SetupFault extends Error {
  override readonly name = 'SetupFault'
}

/** Somebody to ask. */
export type Voice = Readonly<{
  say: (text: string) => void
  /** The next line, null when there are no more. `typed` is put there again, to be corrected. */
  ask: (prompt: string, how: { typed: string; unseen: boolean }) => Promise<string | null>
}>

/** Answers from the command, by flag. */
export type Flags = Readonly<Record<string, string | undefined>>

/**
 * Asks what the command does not say yet. Without a voice, what is left out gets its usual answer.
 *
 * @throws {SetupFault} that names the flags which are wrong, missing, or of no use
 */
export async function interview(
  questions: readonly Question[],
  flags: Flags,
  voice: Voice | null,
): Promise<Answers> {
  const answers: Record<string, string> = {}
  const faults: string[] = []

  for (const it of questions) {
    if (!it.when(answers)) continue
    const given = flags[it.flag]
    if (given !== undefined) {
      const verdict = judge(it, given.trim())
      if ('fault' in verdict) faults.push(`--${it.flag}: ${verdict.fault}`)
      answers[it.flag] = 'value' in verdict ? verdict.value : ''
    } else if (voice && faults.length === 0) {
      answers[it.isSecret ? typedName(it) : it.flag] = await asked(it, answers, voice)
    } else {
      const usual = await it.fallback(answers)
      if (usual === null) faults.push(`--${it.flag} is missing: ${it.asks}.`)
      answers[it.flag] = usual ?? ''
    }
    // What comes after depends on this one.
    if (it.flag === questions[0]?.flag && faults.length > 0) break
  }

  if (faults.length > 0) throw new SetupFault(faults.join('\n'))
  const useless = Object.keys(flags).filter(
    (flag) => flags[flag] !== undefined && !(flag in answers),
  )
  if (useless.length > 0) {
    throw new SetupFault(
      `${useless.map((flag) => `--${flag}`).join(', ')} means nothing here: see --help.`,
    )
  }
  return answers
}

/** Where a secret is kept that was typed: its flag names a file. */
function typedName({ flag }: Pick<Question, 'flag'>): string {
  return flag.replace(/-file$/, '')
}

async function asked(it: Question, answers: Answers, voice: Voice): Promise<string> {
  const usual = await it.fallback(answers)
  const hints = [
    usual === null ? '' : `[${usual || 'none'}]`,
    it.mayBeNone && usual ? '(- for none)' : '',
  ].filter(Boolean)
  const prompt = `${[it.asks, ...hints].join(' ')}: `
  let typed = ''

  voice.say(`\n${it.why}`)
  for (;;) {
    const line = await voice.ask(prompt, { typed, unseen: it.isSecret })
    if (line === null) throw new SetupFault(`--${it.flag} is missing: ${it.asks}.`)
    typed = line.trim()
    if (typed === '' && usual !== null) return usual
    if (it.isSecret && typed !== '') return typed
    const verdict = judge(it, typed)
    if ('value' in verdict) return verdict.value
    voice.say(verdict.fault)
  }
}
