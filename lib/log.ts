import { type Logger, pino } from 'pino'
import { env } from './env.ts'
import { processState } from './process-state.ts'

/**
 * One JSON line an event. Nothing that could hold a token, a code or a secret is ever passed in:
 * callers log codes and names of ours, never a request, an answer or an error of somebody else.
 */
export function log(): Logger {
  return processState('log', () =>
    pino({
      level: env().logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['accessToken', 'refreshToken', 'idToken', 'code', 'codeVerifier', 'secret'].flatMap(
          (name) => [name, `*.${name}`],
        ),
        remove: true,
      },
    }),
  )
}
