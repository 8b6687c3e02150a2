import 'server-only'
import { processState } from '#lib/process-state.ts'
import type { Viewer } from '../viewer.ts'

const mostPerPerson = 4

/**
 * A seat for somebody who listens for long. One person has a few at one bank, so that nobody takes all.
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
  return () => {
    seats.delete(seat)
    if (seats.size === 0 && taken.get(whose) === seats) taken.delete(whose)
  }
}
