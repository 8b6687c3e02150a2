import type { Differing } from '#lib/inspector/difference.ts'
import type { Shown } from '#lib/inspector/mask.ts'
import { ShownValue } from './shown-value.tsx'

const words = { changed: 'changed', added: 'only here', gone: 'only there', same: 'same' } as const

/** Two tokens side by side: what differs first, and what is the same in one line. */
export function DifferenceTable({ other, lines }: { other: string; lines: readonly Differing[] }) {
  const differing = lines.filter(({ how }) => how !== 'same')
  const same = lines.filter(({ how }) => how === 'same').map(({ name }) => name)

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section aria-label="The difference" tabIndex={0} className="mt-3 overflow-x-auto">
      <table className="w-full text-small">
        <thead>
          <tr>
            <th className="w-40 py-2 pe-4 text-start font-strong">Differs</th>
            <th className="w-1/2 py-2 pe-4 text-start font-strong">
              <bdi>{other}</bdi>
            </th>
            <th className="w-1/2 py-2 text-start font-strong">This one</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ name, before, after, how }) => (
            <tr key={name} className="border-line border-t align-top">
              <th scope="row" className="min-w-36 py-2 pe-4 text-start font-normal">
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
