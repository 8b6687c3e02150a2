import { PageLink } from '#app/_ui/page-link.tsx'
import type { SeenAgain } from '#lib/inspector/seen-again.ts'
import { stepAddress } from '../../addresses.ts'
import { MarkChip } from './mark-chip.tsx'

const most = 8

/** Where the secrets of this step come again. */
export function SeenAgainList({ flowId, items }: { flowId: string; items: readonly SeenAgain[] }) {
  if (items.length === 0) return null

  return (
    <section aria-labelledby="again">
      <h2 id="again">The same values in other steps</h2>
      <p className="mt-1 text-ink-soft text-small">
        A masked value has a mark of six digits, on a colour of its own. The same mark is the same
        value.
      </p>
      <dl className="mt-2 text-small">
        {items.slice(0, most).map(({ name, mark, steps }) => (
          <div key={mark} className="flex flex-wrap gap-x-3 border-line border-t py-2">
            <dt className="font-mono">
              {name} <MarkChip mark={mark} />
            </dt>
            <dd className="flex flex-wrap gap-x-2">
              {steps.slice(0, most).map((step) => (
                <PageLink key={step} href={stepAddress(flowId, step)} className="link">
                  step {step + 1}
                </PageLink>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
