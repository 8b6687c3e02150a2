import { styleText } from 'node:util'
import { countOf, type Reported } from './examine.ts'
import type { Status } from './finding.ts'

const words: Readonly<Record<Status, string>> = {
  ok: 'ok',
  warning: 'warning',
  fault: 'FAULT',
  skipped: 'skipped',
}
const colours = { ok: 'green', warning: 'yellow', fault: 'red', skipped: 'gray' } as const
const indent = ' '.repeat(9)

/**
 * The findings for a person to read: check by check, with reason and remedy where something is to be done.
 *
 * @param columns how wide the text may be
 */
export function asText(
  findings: readonly Reported[],
  { columns, isColoured }: Readonly<{ columns: number; isColoured: boolean }>,
): string {
  const paint = (status: Status, text: string) =>
    isColoured ? styleText(colours[status], text, { validateStream: false }) : text
  const dim = (text: string) =>
    isColoured ? styleText('dim', text, { validateStream: false }) : text

  const lines = together(findings).flatMap(({ check, status, subject, what, why, remedy }) => [
    `${paint(status, words[status].padEnd(8))} ${check}${subject ? dim(` · ${subject}`) : ''}`,
    ...wrapped(what, columns),
    ...(why ? wrapped(remedy ? `Why: ${why}` : why, columns).map(dim) : []),
    ...(remedy ? wrapped(`Do:  ${remedy}`, columns) : []),
  ])
  const worst = worstOf(findings)
  return [...lines, '', paint(worst, summary(findings))].join('\n')
}

/** Checks that were skipped for one reason are named in one line, at the end. */
function together(findings: readonly Reported[]): readonly Reported[] {
  const skipped = findings.filter(({ status }) => status === 'skipped')
  const groups = Map.groupBy(skipped, ({ what, subject }) => JSON.stringify([what, subject]))
  const joined = [...groups.values()].flatMap(([first, ...others]) =>
    first ? { ...first, check: [first, ...others].map(({ check }) => check).join(', ') } : [],
  )
  return [...findings.filter(({ status }) => status !== 'skipped'), ...joined]
}

/** The findings for a program. The members stay as they are; checks may be added. */
export function asJson(findings: readonly Reported[]): string {
  const counts = {
    ok: countOf(findings, 'ok'),
    warnings: countOf(findings, 'warning'),
    faults: countOf(findings, 'fault'),
    skipped: countOf(findings, 'skipped'),
  }
  return JSON.stringify({ summary: counts, findings }, null, 2)
}

function summary(findings: readonly Reported[]): string {
  const count = (status: Status) => countOf(findings, status)
  const counts = [
    plural(count('fault'), 'fault'),
    plural(count('warning'), 'warning'),
    `${count('ok')} ok`,
    `${count('skipped')} skipped`,
  ].join(', ')
  const verdict = {
    fault: 'Repair the faults first.',
    warning: 'It should work; look at the warnings.',
    ok: 'Nothing to do.',
    skipped: 'Nothing to do.',
  }[worstOf(findings)]
  return `${counts}. ${verdict}`
}

function worstOf(findings: readonly Reported[]): Status {
  const order: readonly Status[] = ['fault', 'warning', 'ok']
  return order.find((status) => countOf(findings, status) > 0) ?? 'skipped'
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Breaks between words only: addresses stay whole, so that they can be copied. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const isFull = line !== '' && indent.length + line.length + 1 + word.length > columns
    if (isFull) lines.push(line)
    line = isFull || line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((it) => `${indent}${it}`)
}
