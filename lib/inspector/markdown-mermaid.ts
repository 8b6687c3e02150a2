import { diagramOf, type Row } from './diagram.ts'
import { laneNames } from './diagram-messages.ts'
import type { Flow } from './flow.ts'

const longestText = 160

/**
 * A flow as a sequence diagram in Mermaid's language. A solid arrow is front channel, a dashed one back
 * channel, which the browser never sees.
 *
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export function mermaidOf(flow: Flow): string {
  const participants = Object.entries(laneNames).map(
    ([lane, name]) => `participant ${lane} as ${name}`,
  )
  return [
    'sequenceDiagram',
    ...[...participants, ...diagramOf(flow).flatMap(lines)].map((it) => `  ${it}`),
  ].join('\n')
}

function lines(row: Row): string[] {
  switch (row.type) {
    case 'message': {
      const arrow = row.channel === 'front' ? '->>' : '-->>'
      return row.legs.map(({ from, to, label, carries }) => {
        return `${from}${arrow}${to}: ${text([label, carries].filter(Boolean).join(' · '))}`
      })
    }
    case 'away':
      return [`Note over browser,issuer: ${text(`${row.ms} ms at the authorization server`)}`]
    case 'checks': {
      const names = row.checks.map(({ name }) => name).join(', ')
      return [`Note right of foyer: ${text(`${row.isBad ? '✕ failed' : '✓ holds'} · ${names}`)}`]
    }
    case 'line':
      return [
        `Note right of foyer: ${text(['log', row.event, row.about].filter(Boolean).join(' · '))}`,
      ]
  }
}

/**
 * Text that is nothing but text. `;` ends a statement, `#` begins a character, `%%` a directive, `<` a tag,
 * `$$` a formula and `end` a block: of all but plain characters, their number is written.
 */
function text(raw: string): string {
  const cut = raw.length > longestText ? `${raw.slice(0, longestText)}…` : raw
  return cut
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[^\w .,:/()=?&+✓✕·…-]/gu, (it) => `#${it.codePointAt(0)};`)
    .replace(/\bend\b/gi, (it) => `#${it.codePointAt(0)};${it.slice(1)}`)
}
