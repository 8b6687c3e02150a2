import { markHue, markLetters } from './mark.ts'

/**
 * Two letters on a tint of the institution's own, for the eye only: the name always stands beside
 * it. One pair of lightnesses serves both colour schemes; whatever the hue, their contrast is 8:1.
 */
export function InstitutionMark({ id, name }: { id: string; name: string }) {
  const hue = markHue(id)

  return (
    <svg viewBox="0 0 32 32" className="size-8 shrink-0" aria-hidden="true">
      <rect width="32" height="32" rx="6" fill={`oklch(0.9 0.05 ${hue})`} />
      <text
        x="16"
        y="16"
        fill={`oklch(0.34 0.08 ${hue})`}
        fontSize="13"
        fontWeight="600"
        textAnchor="middle"
        dominantBaseline="central"
      >
        {markLetters(name)}
      </text>
    </svg>
  )
}
