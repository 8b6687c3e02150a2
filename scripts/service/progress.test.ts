import { expect, test, vi } from 'vitest'
import { progressOn } from './progress.ts'

function watched(isTTY: boolean) {
  vi.stubEnv('TERM', 'xterm')
  const written: string[] = []
  const stream = { isTTY, write: (text: string) => written.push(text) }
  return { written, progress: progressOn(stream as unknown as NodeJS.WriteStream) }
}

test('at a terminal there is one bar, on one line, that fills', () => {
  const { written, progress } = watched(true)
  progress.show(100, 400)
  progress.show(400, 400)
  progress.end()

  expect(written).toEqual([
    `\r${'█'.repeat(8)}${'░'.repeat(22)} 100 of 400\x1b[K`,
    `\r${'█'.repeat(30)} 400 of 400\x1b[K`,
    '\n',
  ])
})

test('elsewhere there are some twelve lines, however long the job, and the last says all', () => {
  const { written, progress } = watched(false)
  for (let read = 100; read <= 1_000_000; read += 100) progress.show(read, 1_000_000)
  progress.end()

  expect(written.length).toBeLessThan(13)
  expect(written.at(-1)).toBe('1000000 of 1000000\n')
  expect(written.join('')).not.toContain('\r')
})

test('of nobody all is read', () => {
  const { written, progress } = watched(false)
  progress.show(0, 0)
  expect(written).toEqual(['0 of 0\n'])
})
