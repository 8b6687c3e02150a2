import type { DailyBalance } from '#lib/data/consumer/daily-balances.ts'
import { balanceGeometry, type PictureSize } from './balance-geometry.ts'

/** The balance day by day. Drawn here, so that the browser gets a picture and no script. */
export function BalancePicture({ balances, size, says, className }: BalancePictureProps) {
  const picture = balanceGeometry(balances, size)

  return (
    <svg
      role="img"
      aria-label={says}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      className={`h-auto w-full tabular-nums ${className}`}
    >
      <path d={picture.area} className="fill-accent-soft" />
      {picture.amountTicks.map(({ y, label }) => (
        <g key={label}>
          <path d={`M${picture.left} ${y}H${picture.right}`} className="stroke-line" />
          <text
            x={picture.left - 8}
            y={y}
            dy="0.32em"
            textAnchor="end"
            className="fill-ink-soft text-small"
          >
            {label}
          </text>
        </g>
      ))}
      <path d={`M${picture.left} ${picture.zero}H${picture.right}`} className="stroke-edge" />
      <path d={picture.line} className="fill-none stroke-accent" strokeWidth="2" />
      <circle cx={picture.end.x} cy={picture.end.y} r="4" className="fill-accent" />
      {picture.dateTicks.map(({ x, label }) => (
        <g key={label}>
          <path d={`M${x} ${picture.baseline}v5`} className="stroke-edge" />
          <text
            x={x}
            y={picture.height - 6}
            textAnchor="middle"
            className="fill-ink-soft text-small"
          >
            {label}
          </text>
        </g>
      ))}
    </svg>
  )
}

type BalancePictureProps = Readonly<{
  balances: readonly DailyBalance[]
  size: PictureSize
  /** The same in words. */
  says: string
  className: string
}>
