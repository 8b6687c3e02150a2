import { expect, test } from 'vitest'
import { duration } from './duration.ts'

test.each([
  [1_200_000, '20 minutes'],
  [103_000, '1 minute 43 seconds'],
  [102_001, '1 minute 43 seconds'],
  [120_000, '2 minutes'],
  [1_000, '1 second'],
  [1, '1 second'],
  [43_200_000, '12 hours'],
  [5_400_000, '1 hour 30 minutes'],
  [3_661_000, '1 hour 1 minute'],
])('%i ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words)
})
