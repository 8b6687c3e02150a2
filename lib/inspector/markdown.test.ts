import { expect, test } from 'vitest'
import type { Step } from './flow.ts'
import { markdownOf } from './markdown.ts'
import { check, secrets, signInFlow } from './testing/flow.ts'

const hostile = [
  'a; b',
  '#quot; #35;',
  'line\nend\nend',
  'end',
  '"quoted" `code` ```',
  '%%{init: {"theme": "dark"}}%%',
  '<script>alert(1)</script>',
  '$$x$$ {a} [b] |c|',
  'browser->>issuer: forged',
  '\u2028\u202e🙂\ud800',
]

/** Each line that a diagram of ours may have, and no other. */
const lane = '(?:browser|foyer|issuer|api)'
const text = '(?:[A-Za-z0-9_ .,:/()=?&+✓✕·…-]|#\\d+;)+'
const statement = new RegExp(
  `^(?:sequenceDiagram|  participant ${lane} as [A-Z][A-Za-z ]+|  ${lane}--?>>${lane}: ${text}|  Note (?:right of ${lane}|over ${lane},${lane}): ${text})$`,
)

function diagramIn(document: string): string[] {
  const [, diagram = ''] = /```mermaid\n([\s\S]*?)\n```/.exec(document) ?? []
  return diagram.split('\n')
}

test('a sign-in is drawn between four lanes, the back channel dashed', () => {
  const lines = diagramIn(markdownOf(signInFlow(), 'Sign-in'))

  expect(lines.filter((line) => !statement.test(line))).toEqual([])
  expect(lines.slice(0, 5)).toEqual([
    'sequenceDiagram',
    '  participant browser as Browser',
    '  participant foyer as Foyer',
    '  participant issuer as Authorization server',
    '  participant api as API',
  ])
  const arrows = lines.map((line) => /^ {2}(\w+--?>>\w+):/.exec(line)?.[1])
  expect(arrows.filter(Boolean)).toEqual([
    ...['browser->>foyer', 'foyer->>browser', 'browser->>issuer'],
    ...['issuer->>browser', 'browser->>foyer', 'foyer-->>issuer', 'issuer-->>foyer'],
    ...['foyer->>browser', 'browser->>foyer', 'foyer-->>api', 'api-->>foyer', 'foyer->>browser'],
  ])
  expect(lines.join('\n')).toMatch(/browser->>foyer: GET \/auth\/authorize/)
})

test.each(hostile)('no text is more than text in a diagram: %j', (evil) => {
  const event: Step = {
    ...{ type: 'event', at: 1, within: null, event: 'refusal' },
    fields: { problem: evil, reason: evil },
  }
  const steps = [check(1, evil, false, evil), event]

  const lines = diagramIn(markdownOf(signInFlow({ steps }), evil))

  expect(lines.filter((line) => !statement.test(line))).toEqual([])
  expect(lines.join('\n')).not.toMatch(/\bend\b/i)
  expect(lines).toHaveLength(7)
})

test.each(hostile)('nor anywhere else in the document: %j', (evil) => {
  const found = { '\n```\n# forged': evil }
  const [, , , , , call] = signInFlow().steps
  const steps: Step[] = [
    { ...(call as Extract<Step, { type: 'call' }>), body: `\`\`\`\n# forged\n${evil}` },
    { ...(check(1, evil) as Extract<Step, { type: 'check' }>), found },
    { type: 'event', at: 1, within: null, event: evil, fields: { reason: `\`\`\`\n${evil}` } },
  ]
  const refusal = { problem: 'untrusted-response', reference: 'abc', reason: evil } as const
  const institutionId = evil
  const document = markdownOf(signInFlow({ steps, refusal, institutionId }), evil)

  const outside = outsideOfBlocks(document)
  expect(outside.filter((line) => line.startsWith('#'))).toHaveLength(5)
  expect(outside.join('\n')).not.toContain('<script')
})

test('each step is there with what was sent, and a call as curl', () => {
  const document = markdownOf(signInFlow(), 'Sign-in')

  expect(document).toContain('### 6 · Foyer calls: POST /oidc/token')
  expect(document).toContain('--data-urlencode "code_verifier=$CODE_VERIFIER"')
  expect(document).toContain('No answer after 10000 ms: ` timeout `')
  expect(document).toMatch(/set-cookie: txn=●●● \d+ bytes; Path=\/; HttpOnly; SameSite=Lax/)
  for (const secret of Object.values(secrets)) expect(document).not.toContain(secret)
})

/** What a reader of CommonMark takes for prose: without fenced blocks, and without what is in code spans. */
function outsideOfBlocks(document: string): string[] {
  let fence: string | null = null
  const lines: string[] = []
  for (const line of document.split('\n')) {
    const [run = null] = /^`{3,}/.exec(line) ?? []
    if (fence !== null) {
      if (run !== null && run.length >= fence.length && /^`+$/.test(line)) fence = null
    } else if (run !== null) fence = run
    else lines.push(line.replace(/(`+) .*? \1(?!`)/g, ''))
  }
  expect(fence).toBeNull()
  return lines
}
