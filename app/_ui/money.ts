const grouped = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})

/** 123456 is "1,234.56". The minus is U+2212, which is as wide as a digit and never a line break. */
export function formatCents(cents: number): string {
  return cents < 0 ? `−${formatMagnitude(cents)}` : formatMagnitude(cents)
}

/** The same in words a screen reader says: many are silent at a minus sign. */
export function spellCents(cents: number): string {
  return cents < 0 ? `minus ${formatMagnitude(cents)}` : formatMagnitude(cents)
}

// As text in exponent form, because dividing by 100 would round large amounts.
function formatMagnitude(cents: number): string {
  return grouped.format(`${Math.abs(cents)}e-2` as `${number}`)
}
