import type { App } from './harness.ts'

export type LogLine = Readonly<Record<string, unknown> & { level: string; event: string }>

/** The lines an app has logged so far. Anything else throws, unless it is for people, at the start. */
export function logLines(app: Pick<App, 'logs'>): readonly LogLine[] {
  const lines = app.logs().split('\n')
  const start = lines.findIndex((line) => line.startsWith('Foyer is listening on '))
  return lines
    .filter((line, at) => line !== '' && (at > start || line.startsWith('{')))
    .map((line) => JSON.parse(line))
}
