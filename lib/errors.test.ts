import { expect, test, vi } from 'vitest'
import { FlowError } from './errors.ts'

test('a failure is known to whoever loaded this module a second time', async () => {
  vi.resetModules()
  const { FlowError: Another } = await import('./errors.ts')

  expect(Another).not.toBe(FlowError)
  expect(new Another('session-over', 'scripted')).toBeInstanceOf(FlowError)
})

test('nothing else passes for one, and a kind of it is told from the others', () => {
  class Kind extends FlowError {}
  const error = new FlowError('session-over', 'scripted')

  expect(error).toBeInstanceOf(FlowError)
  expect(new Kind('session-over', 'scripted')).toBeInstanceOf(FlowError)
  expect(new Kind('session-over', 'scripted')).toBeInstanceOf(Kind)
  expect(error).not.toBeInstanceOf(Kind)
  for (const other of [new Error('x'), { name: 'FlowError' }, null, 'FlowError']) {
    expect(other).not.toBeInstanceOf(FlowError)
  }
})
