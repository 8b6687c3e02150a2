import { type Logger, pino } from 'pino'
import { env } from './env.ts'
import { processState } from './process-state.ts'
import { redacted, redactedText } from './redaction.ts'

/** One JSON line an event. What is to be told goes through `record` (`events.ts`), which knows each one. */
export function log(): Logger {
  return processState('log', () =>
    pino({
      level: levelWanted(),
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redacted(fields) as Record<string, unknown>,
      },
      hooks: {
        logMethod(told, write) {
          const [fields, text] = told as unknown[]
          write.apply(this, [fields, typeof text === 'string' ? redactedText(text) : ''])
        },
      },
    }),
  )
}

// Of a configuration that cannot be read there is a line too.
function levelWanted(): string {
  try {
    return env().logLevel
  } catch {
    return 'info'
  }
}
