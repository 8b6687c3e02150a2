import 'server-only'
import { processState } from '#lib/process-state.ts'
import type { Viewer } from '../viewer.ts'
import { watchLimits } from './watch-update.ts'

const mostPerPerson = 4
/** Nobody listens for longer: by then the last question has its answer, or was given up. */
const lapseMs = watchLimits.totalMs + 30_000

/**
 * A seat for somebody who listens for long. One person has a few at one bank, so that nobody takes all.
 *
 * A seat lapses by itself: Next.js never tells an answer that its browser had gone before it was made.
 *
 * @returns what gives the seat back; null when there is none left
 */
export function takeSeat({ institutionId, subject }: Viewer): (() => void) | null {
  const taken = processState('consumer.seats', () => new Map<string, Set<symbol>>())
  const whose = JSON.stringify([institutionId, subject])
  const seats = taken.get(whose) ?? new Set()
  if (seats.size >= mostPerPerson) return null

  const seat = Symbol(whose)
  taken.set(whose, seats.add(seat))
  const leave = () => {
    clearTimeout(lapse)
    seats.delete(seat)
    if (seats.size === 0 && taken.get(whose) === seats) taken.delete(whose)
  }
  const lapse = setTimeout(leave, lapseMs).unref()
  return leave
}
