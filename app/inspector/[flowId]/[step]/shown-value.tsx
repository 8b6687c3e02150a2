import {
  isMasked,
  isShownToken,
  type Masked,
  type Shown,
  type ShownToken,
} from '#lib/inspector/mask.ts'
import { counted } from '../../counted.ts'
import { MarkChip } from './mark-chip.tsx'

/** A value as it may be shown: text as it is, secrets as their length and their mark, tokens by a link to their claims. */
export function ShownValue({ value }: { value: Shown }) {
  if (isMasked(value)) return <Hidden value={value} />
  if (isShownToken(value)) return <TokenLink token={value} />
  if (typeof value === 'object' && value !== null) return <Structure value={value} indent="" />
  return <bdi>{String(value)}</bdi>
}

function Hidden({ value: { characters, mark } }: { value: Masked }) {
  return (
    <span className="text-ink-soft">
      <span aria-hidden="true">●●● </span>
      <span className="sr-only">masked, </span>
      {counted(characters, 'character')} <MarkChip mark={mark} />
    </span>
  )
}

function TokenLink({ token: { characters, mark } }: { token: ShownToken }) {
  return (
    <a href={`#token-${mark}`} className="text-ink-soft underline hover:text-accent">
      <span aria-hidden="true">●●● </span>
      JWT, {characters} characters <MarkChip mark={mark} />
    </a>
  )
}

/** JSON, with secrets masked in their places. */
function Structure({ value, indent }: { value: Shown; indent: string }) {
  if (typeof value === 'string') return <bdi>{JSON.stringify(value)}</bdi>
  if (typeof value !== 'object' || value === null || isMasked(value) || isShownToken(value)) {
    return <ShownValue value={value} />
  }
  const isList = Array.isArray(value)
  const entries = Object.entries(value) as [string, Shown][]
  const deeper = `${indent}  `
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  if (entries.length === 0) return `${open}${close}`

  return (
    <>
      {open}
      {entries.map(([name, one], at) => (
        <span key={name}>
          {`\n${deeper}${isList ? '' : `${JSON.stringify(name)}: `}`}
          <Structure value={one} indent={deeper} />
          {at < entries.length - 1 && ','}
        </span>
      ))}
      {`\n${indent}${close}`}
    </>
  )
}
