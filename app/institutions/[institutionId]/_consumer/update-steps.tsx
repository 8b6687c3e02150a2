import type { UpdateNews } from './update-news.ts'
import { stepName } from './update-words.ts'

/** What the bank says it has done, and nothing that it does not say: nobody knows how much is left. */
export function UpdateSteps({ steps, isRunning }: UpdateStepsProps) {
  const start = steps[0]?.at ?? null
  const done = steps.filter(({ type }) => type !== 'TaskEnded')

  return (
    <ol className="mt-3 text-small">
      {done.map(({ type, at }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bank may say the same twice, and the list only grows
        <li key={index} className="flex items-center gap-2 py-0.5">
          <Sign path="m2 6.5 2.5 2.5L10 3.5" />
          <bdi className="wrap-anywhere min-w-0">{stepName(type)}</bdi>
          {index > 0 && start !== null && at !== null && at >= start && (
            <span className="text-ink-soft tabular-nums">after {inSeconds(at - start)}</span>
          )}
        </li>
      ))}
      {isRunning && (
        <li className="flex items-center gap-2 py-0.5 text-ink-soft">
          <Sign path="M2.5 6h.01M6 6h.01M9.5 6h.01" />
          Waiting for the next step
        </li>
      )}
    </ol>
  )
}

type UpdateStepsProps = Readonly<{ steps: UpdateNews['steps']; isRunning: boolean }>

function Sign({ path }: { path: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      className="size-3 shrink-0 fill-none stroke-current"
      aria-hidden="true"
    >
      <path strokeWidth="1.5" strokeLinecap="round" d={path} />
    </svg>
  )
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
