import { expect, test } from 'vitest'
import { filledIn } from '../../lib/errors/entry.ts'
import { wrong } from './finding.ts'

test('what is wrong is told in the words of the table, with its blanks filled in', () => {
  expect(wrong('another-port', { comesBackTo: '80', listensAt: 3000 })).toEqual({
    ...{ status: 'warning', id: 'another-port', subject: null },
    what: 'APP_URL has port 80, and the app listens on 3000',
    why: 'After signing in, the browser is sent to a port where nobody answers.',
    remedy: 'Give APP_URL and PORT the same port.',
  })
})

test('braces that are no blank stay, also where what is filled in has some', () => {
  expect(filledIn('{ "id_token": { "{claim}": null } }', { claim: '{x}' })).toBe(
    '{ "id_token": { "{x}": null } }',
  )
})
