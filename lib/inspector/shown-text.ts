import { isMasked, isShownToken, type Shown } from './mask.ts'

/** A value as one text: what is masked by its length and mark, a JWT too. */
export function textOf(value: Shown): string {
  if (typeof value === 'string') return value
  if (isMasked(value)) return `●●● ${value.characters} characters · mark ${value.mark}`
  if (isShownToken(value)) return `●●● JWT of ${value.characters} characters · mark ${value.mark}`
  return JSON.stringify(plainOf(value))
}

/** A value as JSON has it: of a JWT, what it says. */
export function plainOf(value: Shown): unknown {
  if (isMasked(value)) return textOf(value)
  if (isShownToken(value)) {
    const { header, claims, mark } = value
    return {
      'JWT without its signature': { header: plainOf(header), claims: plainOf(claims), mark },
    }
  }
  if (Array.isArray(value)) return value.map(plainOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainOf(one)]))
}
