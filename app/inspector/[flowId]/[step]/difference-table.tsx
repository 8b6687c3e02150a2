import type { Differing } from '#lib/inspector/difference.ts'
import type { Shown } from '#lib/inspector/mask.ts'
import type { TokenKind } from '#lib/inspector/tokens.ts'
import { ShownValue } from './shown-value.tsx'

const words = { changed: 'changed', added: 'only here', gone: 'only there', same: 'same' } as const

/** Two tokens side by side: what differs first, and what is the same in one line. */
export function DifferenceTable({ kind, other, lines }: DifferenceTableProps) {
  const differing = lines.filter(({ how }) => how !== 'same')
  const same = lines.filter(({ how }) => how === 'same').map(({ name }) => name)

  return (
    <section aria-label={`What differs from the ${kind} of ${other}`} className="mt-3">
      <table className="w-full table-fixed text-small">
        <thead>
          <tr>
            <th className="w-1/4 py-2 pe-4 text-start font-strong">Differs</th>
            <th className="py-2 pe-4 text-start font-strong">
              <bdi>{other}</bdi>
            </th>
            <th className="py-2 text-start font-strong">This one</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ name, before, after, how }) => (
            <tr key={name} className="border-line border-t align-top">
              <th scope="row" className="py-2 pe-4 text-start font-normal">
                <span className="wrap-anywhere font-mono">{name}</span>
                <span className="block text-ink-soft">{words[how]}</span>
              </th>
              <Cell value={before} />
              <Cell value={after} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="border-line border-t py-2 text-small">
        <span className="text-ink-soft">The same in both: </span>
        <span className="font-mono">{same.join(', ') || 'nothing'}</span>
      </p>
    </section>
  )
}

type DifferenceTableProps = Readonly<{
  kind: TokenKind
  /** Whose the other one is. */
  other: string
  lines: readonly Differing[]
}>

function Cell({ value }: { value: Shown | undefined }) {
  return (
    <td className="wrap-anywhere whitespace-pre-wrap py-2 pe-4 font-mono">
      {value === undefined ? (
        <span className="text-ink-soft">–</span>
      ) : (
        <ShownValue value={value} />
      )}
    </td>
  )
}
