import { PresenterKeyLabel } from './presenter-key-label.tsx'

const keys: readonly (readonly [keys: string, does: string])[] = [
  ['→ or n', 'the next step'],
  ['← or p', 'the previous step'],
  ['h', 'hold every redirect, or stop holding'],
  ['g or Enter', 'let what is held go on'],
  ['c', 'a clean slate; it asks first'],
  ['?', 'this list'],
]

/** The list of keys, which opens where it is asked for. */
export function PresenterHelp() {
  return (
    <details name="presenter">
      <summary data-key="help" className="py-2">
        <PresenterKeyLabel name="?">Keys</PresenterKeyLabel>
      </summary>
      <dl className="absolute start-0 bottom-full grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-box border border-edge bg-surface p-4 shadow-float">
        {keys.map(([names, does]) => (
          <div key={names} className="contents">
            <dt className="font-mono">{names}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
