import { expect, test } from 'vitest'
import { presenterKey } from './presenter-key.ts'

const pressed = (key: string, changes: object = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, isComposing: false },
  target: null,
  ...changes,
})

/** An element that is, or stands in, one of these. */
const within = (name: string) => ({
  closest: (selector: string) => selector.split(', ').includes(name),
})

test.each([
  ['ArrowRight', 'next'],
  ['n', 'next'],
  ['ArrowLeft', 'previous'],
  ['p', 'previous'],
  ['h', 'hold'],
  ['g', 'go-on'],
  ['Enter', 'go-on'],
  ['c', 'clean-slate'],
  ['?', 'help'],
  ['x', null],
  ['toString', null],
])('%s means %s', (key, meaning) => {
  expect(presenterKey(pressed(key))).toBe(meaning)
})

test.each(['input', 'textarea', 'select', '[contenteditable]', '[tabindex="0"]'])(
  'no key is taken from %s',
  (name) => {
    expect(presenterKey(pressed('n', { target: within(name) }))).toBeNull()
  },
)

test.each(['ctrlKey', 'metaKey', 'altKey', 'repeat', 'isComposing'])(
  'with %s it is another key',
  (name) => {
    expect(presenterKey(pressed('n', { [name]: true }))).toBeNull()
  },
)

test('Enter on a link or a button is for that, and every other key is not', () => {
  for (const name of ['a', 'button', 'summary']) {
    expect(presenterKey(pressed('Enter', { target: within(name) }))).toBeNull()
    expect(presenterKey(pressed('n', { target: within(name) }))).toBe('next')
  }
})
