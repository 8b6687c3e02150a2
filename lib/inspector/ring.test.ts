import { beforeEach, expect, test, vi } from 'vitest'
import type { Step } from './flow.ts'
import {
  addStep,
  beginFlow,
  completeStep,
  flowOf,
  flowsOf,
  forgetFlows,
  giveTo,
  listen,
} from './ring.ts'

const line = (event: string): Step => ({ type: 'event', at: 1, within: null, event, fields: {} })

beforeEach(() => {
  for (const browser of ['ada', 'ben']) forgetFlows(browser)
})

test('a browser sees its own flows, and not one of another', () => {
  const id = beginFlow('ada', 'sign-in', null, 1)

  expect(flowsOf('ada').map((flow) => flow.id)).toEqual([id])
  expect(flowsOf('ben')).toEqual([])
  expect(flowOf('ben', id)).toBeNull()
})

test('a flow of nobody is seen by nobody, until it turns out whom it is about', () => {
  const id = beginFlow(null, 'backchannel-logout', null, 1)
  expect(flowOf('ada', id)).toBeNull()

  giveTo(id, 'ada')

  expect(flowOf('ada', id)?.kind).toBe('backchannel-logout')
  expect(flowOf('ben', id)).toBeNull()
})

test('who forgets their flows forgets those of nobody else, nor of nobody', () => {
  const [own, others, nobodys] = ['ada', 'ben', null].map((it) => beginFlow(it, 'page', null, 1))

  forgetFlows('ada')
  giveTo(nobodys ?? '', 'ben')

  expect(flowsOf('ada').map(({ id }) => id)).toEqual([])
  expect(flowOf('ada', own ?? '')).toBeNull()
  expect(flowsOf('ben').map(({ id }) => id)).toEqual([nobodys, others])
})

test('of a thousand flows of one browser fifty are kept, and those of others stay', () => {
  const other = beginFlow('ben', 'sign-in', null, 1)
  const ids = Array.from({ length: 1_000 }, () => beginFlow('ada', 'page', null, 1))

  expect(flowsOf('ada').map(({ id }) => id)).toEqual(ids.slice(-50).reverse())
  expect(flowOf('ben', other)).not.toBeNull()
})

test('a thousand browsers with a flow each leave no more than a thousand flows', () => {
  for (let one = 0; one < 1_500; one += 1) beginFlow(`crowd ${one}`, 'page', null, 1)

  const left = Array.from({ length: 1_500 }, (_, one) => flowsOf(`crowd ${one}`).length)
  expect(left.filter((count) => count > 0).length).toBeLessThanOrEqual(1_000)
  expect(left.at(-1)).toBe(1)
  for (let one = 0; one < 1_500; one += 1) forgetFlows(`crowd ${one}`)
})

test('so much text at once pushes out what is older', () => {
  const first = beginFlow('ada', 'page', null, 1)
  const long = { ...line('long'), fields: { message: 'x'.repeat(1_000_000) } }
  for (let one = 0; one < 40; one += 1) addStep(beginFlow('ada', 'page', null, 1), long)

  expect(flowOf('ada', first)).toBeNull()
  expect(JSON.stringify(flowsOf('ada')).length).toBeLessThan(33_000_000)
})

test('of the steps of one flow 250 are kept, and it says how many more there were', () => {
  const id = beginFlow('ada', 'page', null, 1)
  for (let one = 0; one < 300; one += 1) addStep(id, line(`${one}`))

  const flow = flowOf('ada', id)
  expect([flow?.steps.length, flow?.dropped]).toEqual([250, 50])
})

test('a step that was begun is completed in its place', () => {
  const id = beginFlow('ada', 'page', null, 1)
  const number = addStep(id, line('asked'))
  addStep(id, line('meanwhile'))

  completeStep(id, number, line('answered'))

  const events = flowOf('ada', id)?.steps.map((step) => step.type === 'event' && step.event)
  expect(events).toEqual(['answered', 'meanwhile'])
})

test('who listens hears of the flows of one browser, until they stop listening', () => {
  const heard = vi.fn()
  const stop = listen('ada', heard)
  const id = beginFlow('ada', 'page', null, 1)
  beginFlow('ben', 'page', null, 1)
  stop()
  addStep(id, line('unheard'))

  expect(heard.mock.calls).toEqual([[id]])
})
