import type { Shown } from '#lib/inspector/mask.ts'
import { elapsed } from '../../elapsed.ts'

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' })
const times = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at'])

/** "20:23:50 UTC: 9 min 59 s left at that moment", for claims that are times; null for others. */
export function inTime(name: string, value: Shown, at: number): string | null {
  if (!times.has(name) || typeof value !== 'number' || !(value > 0 && value < 8e12)) return null
  const ms = value * 1000
  const apart = elapsed(Math.abs(ms - at))
  const word = name === 'exp' && ms >= at ? 'left' : ms >= at ? 'ahead' : 'ago'
  return `${time.format(ms)} UTC: ${apart} ${word} at that moment`
}
