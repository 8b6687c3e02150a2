import { curl } from './curl.ts'
import type { BackCall, Flow, Named, SetCookie, ShownAddress, Step } from './flow.ts'
import { mermaidOf } from './markdown-mermaid.ts'
import type { Shown } from './mask.ts'
import { plainOf, textOf } from './shown-text.ts'

/** A flow as a document: its diagram, and each step with what was sent. Nothing in it is more than text. */
export function markdownOf(flow: Flow, title: string): string {
  const { steps, dropped } = flow
  const parts = [
    `# ${words(title)}`,
    facts(flow),
    'Solid arrows are the front channel, through the browser. Dashed ones are the back channel, which the browser never sees. Values marked ●●● were never kept: the same mark is the same value.',
    fenced('mermaid', mermaidOf(flow)),
    '## Steps',
    ...steps.flatMap((step, index) => [
      `### ${index + 1} · ${words(nameOf(step))}`,
      `${step.at - flow.startedAt} ms after the flow began.`,
      ...partsOf(step),
    ]),
    ...(dropped > 0 ? [`${dropped} more steps were not kept.`] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

function facts({ startedAt, changedAt, outcome, refusal, institutionId }: Flow): string {
  return [
    `- Began ${new Date(startedAt).toISOString()}, took ${changedAt - startedAt} ms`,
    `- ${outcome}${refusal ? `: ${code(`${refusal.problem}: ${refusal.reason}`)}, reference ${code(refusal.reference)}` : ''}`,
    ...(institutionId === null ? [] : [`- Institution ${code(institutionId)}`]),
  ].join('\n')
}

function nameOf(step: Step): string {
  switch (step.type) {
    case 'request':
      return `${step.from === 'browser' ? 'The browser' : 'The authorization server'} asks: ${step.method} ${step.address.path}`
    case 'answer':
      return step.status === null ? 'Foyer is about to answer' : `Foyer answers: ${step.status}`
    case 'call':
      return `Foyer calls: ${step.method} ${step.address.path}`
    case 'check':
      return `${step.holds ? 'Holds' : 'Does not hold'}: ${step.name}`
    case 'event':
      return `Log: ${step.event}`
  }
}

function partsOf(step: Step): string[] {
  switch (step.type) {
    case 'request': {
      const cookies = step.cookies.map(({ name, bytes }) => `cookie: ${name}=●●● ${bytes} bytes`)
      const line = `${step.method} ${relative(step.address)} HTTP/1.1`
      return [fenced('http', [line, ...headerLines(step.headers), ...cookies].join('\n'))]
    }
    case 'answer': {
      const { status, location, setCookies } = step
      const to = location === null ? [] : [`location: ${location.origin}${relative(location)}`]
      const line = `HTTP/1.1 ${status ?? '(not sent yet)'}`
      return [fenced('http', [line, ...to, ...setCookies.map(cookieLine)].join('\n'))]
    }
    case 'call':
      return [fenced('http', sentText(step)), fenced('sh', curl(step)), ...answerParts(step)]
    case 'check': {
      const { by, expected, found } = step
      return [
        by === 'us' ? 'Compared by this app.' : 'Judged by a library, all of it at once.',
        fenced(
          'json',
          JSON.stringify({ expected: plainOf(expected), found: plainOf(found) }, null, 2),
        ),
      ]
    }
    case 'event':
      return [fenced('json', JSON.stringify(plainOf(step.fields), null, 2))]
  }
}

function sentText({ method, address, headers, body }: BackCall): string {
  const { host = '' } = URL.parse(address.origin) ?? {}
  const lines = [
    `${method} ${relative(address)} HTTP/1.1`,
    `host: ${host}`,
    ...headerLines(headers),
  ]
  return [...lines, ...bodyLines(body)].join('\n')
}

function answerParts({ answer, durationMs }: BackCall): string[] {
  if (answer === null) return ['No answer yet.']
  if ('failure' in answer) return [`No answer after ${durationMs} ms: ${code(answer.failure)}`]
  const lines = [
    `HTTP/1.1 ${answer.status}`,
    ...headerLines(answer.headers),
    ...bodyLines(answer.body),
  ]
  return [
    `Answered after ${durationMs} ms, with ${answer.bytes} bytes:`,
    fenced('http', lines.join('\n')),
  ]
}

function bodyLines(body: Shown): string[] {
  if (body === null) return []
  return ['', typeof body === 'string' ? body : JSON.stringify(plainOf(body), null, 2)]
}

function headerLines(headers: Named): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${textOf(value)}`)
}

function cookieLine({ name, bytes, flags }: SetCookie): string {
  return [`set-cookie: ${name}=●●● ${bytes} bytes`, ...flags].join('; ')
}

function relative({ path, query }: ShownAddress): string {
  const sent = Object.entries(query).map(([name, value]) => `${name}=${textOf(value)}`)
  return `${path}${sent.length > 0 ? `?${sent.join('&')}` : ''}`
}

/** A block whose fence is longer than any in it (CommonMark §4.5). */
function fenced(language: string, text: string): string {
  const plain = text.replace(/[^\P{Cc}\n]/gu, ' ')
  const fence = '`'.repeat(Math.max(3, longestRun(plain) + 1))
  return `${fence}${language}\n${plain}\n${fence}`
}

function code(text: string): string {
  const plain = text.replace(/\s+/g, ' ')
  const fence = '`'.repeat(longestRun(plain) + 1)
  return `${fence} ${plain} ${fence}`
}

/** In a line of prose: every sign that could mean something is escaped (CommonMark §2.4). */
function words(text: string): string {
  const escaped = text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+!|~>$"'=]/g, '\\$&')
  return escaped.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
