type Bar = Readonly<{ totalMs: number; awayMs: number; scaleMs: number }>

/** How long a flow took, for the eye: filled what was ours, hollow while the browser was away. */
export function DurationBar({ totalMs, awayMs, scaleMs }: Bar) {
  const width = (ms: number) => `${Math.max(0.75, (100 * ms) / Math.max(1, scaleMs)).toFixed(2)}%`

  return (
    <svg width="100%" height="8" aria-hidden="true" className="block overflow-visible">
      <rect y="3" width="100%" height="2" className="fill-line" />
      {awayMs > 0 && (
        <rect width={width(totalMs)} height="8" rx="2" className="fill-surface stroke-edge" />
      )}
      <rect width={width(totalMs - awayMs)} height="8" rx="2" className="fill-accent" />
    </svg>
  )
}
