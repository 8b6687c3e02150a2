import { afterEach, expect, test, vi } from 'vitest'
import { directoryAnswer, fitToShow } from './directory.ts'

const warn = vi.hoisted(() => vi.fn())
vi.mock('#lib/log.ts', () => ({ log: () => ({ warn }) }))
afterEach(() => warn.mockClear())

const unnamed = () => undefined
const names = (listed: readonly { name: string }[]) => listed.map(({ name }) => name)

test('an institution that is listed twice is there once, by its first name', () => {
  const listed = [
    { institutionId: 'a', name: 'First' },
    { institutionId: 'b', name: 'Other' },
    { institutionId: 'a', name: 'Second' },
  ]

  expect(names(fitToShow(listed, unnamed))).toEqual(['First', 'Other'])
  expect(warn).not.toHaveBeenCalled()
})

test('what can be no id is left out, and told once, by number only', () => {
  const ids = ['', 'zero', '../a', 'a b', 'x'.repeat(129), 'a']
  const listed = ids.map((institutionId) => ({ institutionId, name: 'A bank' }))

  expect(fitToShow(listed, unnamed)).toEqual([{ institutionId: 'a', name: 'A bank' }])
  expect(warn.mock.calls).toEqual([
    [{ event: 'directory-fault', malformed: 5 }, expect.not.stringContaining('..')],
  ])
})

test('what we call an institution ourselves wins', () => {
  const listed = [
    { institutionId: 'a', name: 'Theirs' },
    { institutionId: 'b', name: 'Theirs too' },
  ]

  const shown = fitToShow(listed, (id) => (id === 'a' ? 'Ours' : undefined))
  expect(names(shown)).toEqual(['Ours', 'Theirs too'])
})

test.each([
  ['  Juniper\tCredit\r\nUnion \u0000', 'Juniper Credit Union'],
  ['\u202eknaB lautuM\u202c', 'knaB lautuM'],
  ['\u2066Left\u2069', 'Left'],
  ['<b>Tom & "Sons"</b>', '<b>Tom & "Sons"</b>'],
  ['بنك الواحة', 'بنك الواحة'],
  ['👩‍🌾 Farmers', '👩‍🌾 Farmers'],
  ['\u202e\u0007 ', 'the-id'],
  ['', 'the-id'],
  ['x'.repeat(201), 'x'.repeat(200)],
  ['😀'.repeat(300), '😀'.repeat(200)],
])('the name %j is shown as %j', (name, shown) => {
  expect(names(fitToShow([{ institutionId: 'the-id', name }], unnamed))).toEqual([shown])
})

test('beyond 10,000 entries nothing is looked at, by whichever way they come', () => {
  const entry = (index: number) => ({ institutionId: `bank-${index}`, name: `Bank ${index}` })
  const many = Array.from({ length: 10_001 }, (_, index) => entry(index))

  expect(fitToShow(many, unnamed)).toHaveLength(10_000)
  const answer = directoryAnswer.parse({ institutions: [...many.slice(1), 'no institution'] })
  expect(answer.institutions).toHaveLength(10_000)
})
