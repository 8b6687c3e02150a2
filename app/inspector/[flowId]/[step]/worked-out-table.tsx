import { PageLink } from '#app/_ui/page-link.tsx'
import type { Found, WorkedOut } from '#lib/inspector/worked-out.ts'
import { stepAddress } from '../../addresses.ts'
import { ShownValue } from './shown-value.tsx'

/** What has to be the same in two steps, side by side. */
export function WorkedOutTable({ flowId, items }: { flowId: string; items: readonly WorkedOut[] }) {
  if (items.length === 0) return null

  return (
    <section aria-labelledby="worked-out">
      <h2 id="worked-out">What belongs together</h2>
      <ul className="mt-2">
        {items.map(({ what, one, other, isEqual }) => (
          <li key={what} className="border-line border-t py-3">
            <p className={`font-strong ${isEqual ? 'text-good' : 'text-bad'}`}>
              <span aria-hidden="true">{isEqual ? '✓' : '✕'} </span>
              {what} <span className="font-normal">{isEqual ? 'is the same' : 'differs'}</span>
            </p>
            <dl className="mt-1 grid gap-x-4 text-small sm:grid-cols-[12rem_minmax(0,1fr)]">
              <Side flowId={flowId} found={one} />
              <Side flowId={flowId} found={other} />
            </dl>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Side({ flowId, found: { label, step, value } }: { flowId: string; found: Found }) {
  return (
    <>
      <dt>
        {label},{' '}
        <PageLink href={stepAddress(flowId, step)} className="link">
          step {step + 1}
        </PageLink>
      </dt>
      <dd className="wrap-anywhere font-mono">
        <ShownValue value={value} />
      </dd>
    </>
  )
}
