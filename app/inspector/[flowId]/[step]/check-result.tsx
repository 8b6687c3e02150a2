import type { CheckMade } from '#lib/inspector/flow.ts'
import { foundInToken } from '#lib/inspector/found-in-token.ts'
import { isShownToken } from '#lib/inspector/mask.ts'
import { ShownValue } from './shown-value.tsx'

/** What was expected, what was found, and how it came out. */
export function CheckResult({ check, at }: { check: CheckMade; at: number }) {
  const { by, holds, expected } = check
  const found = { ...foundInToken(check, at), ...check.found }
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])]

  return (
    <section aria-labelledby="result">
      <h2 id="result" className={holds ? 'text-good' : 'text-bad'}>
        {holds ? '✓ It holds' : '✕ It does not hold'}
      </h2>
      <p className="mt-1 text-ink-soft">
        {by === 'us'
          ? 'Foyer compared this itself.'
          : 'A library judged all of this at once: what it was told to expect, what there was, and its one verdict.'}
      </p>
      {names.length > 0 && (
        <div className="mt-3">
          <table className="w-full table-fixed text-small">
            <thead>
              <tr className="text-start">
                <th className="w-1/4 py-2 pe-4 text-start font-strong">Value</th>
                <th className="py-2 pe-4 text-start font-strong">Expected</th>
                <th className="py-2 text-start font-strong">Found</th>
              </tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <tr key={name} className="border-line border-t align-top">
                  <th
                    scope="row"
                    className="wrap-anywhere py-2 pe-4 text-start font-mono font-normal"
                  >
                    {name}
                  </th>
                  <Cell values={expected} name={name} />
                  <Cell values={found} name={name} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Cell({ values, name }: { values: CheckMade['found']; name: string }) {
  const value = values[name]
  return (
    <td className="wrap-anywhere py-2 pe-4 font-mono">
      {value === undefined ? (
        <span className="text-ink-soft">{'–'}</span>
      ) : value === null ? (
        <span className="text-ink-soft">not there</span>
      ) : Array.isArray(value) && !isShownToken(value) ? (
        value.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a value may come twice, and the order is fixed
          <span key={at}>
            {at > 0 && ', '}
            <ShownValue value={one} />
          </span>
        ))
      ) : (
        <ShownValue value={value} />
      )}
    </td>
  )
}
