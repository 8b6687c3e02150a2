import { expect, test } from 'vitest'
import type { Viewer } from '../viewer.ts'
import { takeSeat } from './seats.ts'

const seatsOf = (subject: string, count: number) =>
  Array.from({ length: count }, () => takeSeat({ institutionId: 'marram', subject } as Viewer))

test('a person has four seats, whatever others do', () => {
  expect(seatsOf('ada', 5).map((seat) => seat !== null)).toEqual([true, true, true, true, false])
  expect(seatsOf('ben', 1)).not.toContain(null)
})

test('a seat that was given back is free again, once', () => {
  const [first] = seatsOf('sam', 4)
  first?.()
  first?.()

  expect(seatsOf('sam', 2).map((seat) => seat !== null)).toEqual([true, false])
})
