import { environments, questions } from './questions.ts'

/** What `npm run setup -- --help` teaches. */
export function usage(): string {
  return `npm run setup -- [options]

Asks what the app has to know about the environment it signs people in at, makes its secrets and
keys, writes .env.local, and says what to hand over for the registration. Every question has an
option, and what an option answers is not asked.

Environments:
${rows(Object.entries(environments))}

Options that answer:
${rows(answering())}

Options that decide:
${rows([
  ['--yes', 'asks nothing: what is left out gets its usual answer; -y'],
  ['--print', 'shows what would be written, without secrets, and writes nothing'],
  ['--replace', 'replaces what is there already; a copy with the time in its name is kept'],
  ['--help', 'says this; -h'],
])}

Without a terminal, answers are read line by line. In either case an empty line takes the usual
answer, which stands in brackets, and a dash stands for none. Secrets are typed unseen, or named by
file; none is ever printed.

  npm run setup -- --environment sandbox --yes
  npm run setup -- --environment garden --client-id … --client-secret-file ~/garden-secret

Exit code 0: done. 1: it cannot be done. 2: an answer is missing or wrong; it is named, and nothing
was written.`
}

/** Each once: some are asked in two environments. */
function answering(): [string, string][] {
  return [...new Map(questions.map((it) => [`--${it.flag}`, it.asks]))]
}

function rows(pairs: readonly (readonly [string, string])[]): string {
  const widest = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, what]) => `  ${name.padEnd(widest)}  ${what}`).join('\n')
}
