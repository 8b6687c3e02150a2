/** The mark of a secret, on a tint of its own: the same secret is the same tint, wherever it comes again. */
export function MarkChip({ mark }: { mark: string }) {
  const hue = Number.parseInt(mark.slice(0, 4), 16) % 360

  return (
    <span className="whitespace-nowrap">
      <span className="sr-only">mark {mark}</span>
      <svg
        aria-hidden="true"
        viewBox="0 0 60 18"
        className="inline-block h-[1.3em] w-[4.3em] align-[-0.3em]"
      >
        <rect width="60" height="18" rx="4" fill={`oklch(0.9 0.07 ${hue})`} />
        <text
          x="30"
          y="9.5"
          fill={`oklch(0.3 0.09 ${hue})`}
          className="font-mono"
          fontSize="13"
          textAnchor="middle"
          dominantBaseline="central"
        >
          {mark}
        </text>
      </svg>
    </span>
  )
}
